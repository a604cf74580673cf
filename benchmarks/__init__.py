"""Measurements on public data sets, and the scripts that train what kg ships."""
