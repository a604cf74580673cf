"""Reading: files in, `Document`s and `Problem`s out. The first room of the pipeline.

`folder.read` takes files and folders; it is `find` (which files), `read_file` (one file, pure, for an engine to map)
and `merge` (copies become one Document with several sources). A file goes through `decode` (bytes to text), then to
the first reader that accepts its content, whatever its name; a `BytesReader` is asked before, with the bytes.

- `frontmatter`: YAML between `---` lines, and a Markdown body; each related article is a Document of its own.
- `webpage`: HTML; of the page only the article, its facts from JSON-LD and meta tags.
- `feed`: RSS and Atom, an article an item.
- `json`: JSON Lines, arrays, and objects that hold articles somewhere.
- `table`: values between commas, semicolons, tabs or bars, an article a row.
- `pdf`: the paragraphs of a PDF.
- `digest`: headlines, then bullets with section names and `[1]` marks.
- `prose`: headline, byline, headings, paragraphs.

The readers share `blocks` (lines into paragraphs), `markup` (HTML into paragraphs), `fields` (their names), `record`
(fields into an article), `head` (what stands above the first paragraph), `byline`, `dates`, `junk` (what stands below
the last one), `language` and `article` (blocks into a Document). `clutter`, `pagefacts` and `linkeddata` serve the
webpage.

To add a reader, write a class with the members of `kg.protocols.Reader` and declare it as an entry point in the group
`kg.readers`; such readers are asked before kg's own. Its output must pass tests/read/test_reader_contract.py: every
block stands word for word, up to white space, in the decoded content of the file, unless the reader's `verbatim` is
False.
"""
