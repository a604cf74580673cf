"""Values as people write them."""

from decimal import Decimal, InvalidOperation

from kg.model import Literal

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def quantity(value: Literal) -> str:
    """The value as people write it: `644000000000 USD` is `644 billion USD`. A string stays as it is."""
    try:
        number = Decimal(value.value)
    except InvalidOperation:
        return str(value)
    if value.datatype != "xsd:decimal" or not number.is_finite():
        return str(value)
    for scale, word in _SCALES:
        scaled = number / scale
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            return f"{scaled.normalize():,f} {word} {value.unit}".rstrip()
    return f"{number:,f} {value.unit}".rstrip()
