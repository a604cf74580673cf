"""Articles of technology and business news that nobody wrote: sentences of the trade with invented names.

The free sets hold little of this kind of text, and none that marks companies and products. The names are made up of
syllables, of first and last names, and of places; the sentences were written for this purpose.
"""

import random

from benchmarks.name_sets import from_offsets
from kg import lexicon, ontology
from kg.extract import vocabulary
from kg.extract.learned.words import LabelledDocument

_SEED = 29
_SYLLABLES = (
    "al bor cal den el far gran hal is jor kel lor mar nor or pel quen ras sil tal ul ver wen xan yor zel bri cor dex "
    "fen glo hex in jun kor lum mer nex opt pra qua rin sol ter un vol wist ax yel zen tri neo vec omni cy dyn"
)
_ENDINGS = (
    "a on ix is um ex ora ware core tron dyne era ica ent scale sys lo ic io ly matic node point stack gen wave forge "
    "light path grid line bridge mind works base shift one via net"
)
_DESCRIPTORS = (
    "Systems|Semiconductor|Technologies|Labs|Group|Holdings|Micro|Networks|Computing|Robotics|Energy|Capital|Motors|"
    "Electronics|Cloud|Data|Software|Industries|Partners|Inc.|Corp|Ltd|GmbH|AG|Devices|Photonics|Power|AI"
)
_LINES = (
    "Falcon|Summit|Aurora|Harbor|Orion|Vega|Titan|Ember|Cobalt|Nimbus|Raptor|Lynx|Delta|Zephyr|Onyx|Pulse|Atlas|Iris"
)
_ENDS = "Pro|Max|Ultra|Lite|Edge|Mini|Plus|SE|Server|Studio|Cloud|OS|Suite|Engine|Link"
_TECHNOLOGY = (
    "PCIe 6.0|Wi-Fi 7|Bluetooth|DDR5|HBM3E|NVMe|Ethernet|InfiniBand|CXL 3.1|UCIe|RISC-V|OpenCL|Kubernetes|TensorFlow|"
    "PyTorch|Linux|Vulkan|USB4|5G|LoRa|Python|Rust|Java|FinFET|silicon photonics|OAuth|TLS 1.3|MPI|OpenMP|SYCL"
)
_GOVERNMENT = (
    "Ministry of {}|Department of {}|{} Commission|{} Agency|Federal {} Authority|Office of {}|{} Council|{} Bureau"
)
_FIELDS = "Commerce|Energy|Industry|Digital Affairs|Trade|Science|Transport|Competition|Finance|Justice|Economy"
_SCHOOLS = "{} University|University of {}|{} Institute of Technology|{} State University|Technical University of {}"

# Names in braces; a digit tells two of one kind apart: {company} and {company2}. What is not in braces is no name.
TEMPLATES = """\
{company} said on Monday that it would buy {company2} for $2.3 billion in cash.
{company} has agreed to acquire {company2}, a maker of network chips based in {place}.
Shares of {company} rose 4% after the chipmaker reported third-quarter revenue of $1.2 billion.
{company} unveiled the {product}, a server processor with 96 cores, at its annual conference in {place}.
The {product} will ship in the first quarter of next year, {company} said.
{company}'s {product} is twice as fast as the {product2} from {company2}.
"We are very proud of this team," said {person}, chief executive of {company}.
{person}, who founded {company} in 2014, will step down as CEO in June.
{company} appointed {person} as chief financial officer, succeeding {person2}.
{person} joined {company} from {company2}, where she led the AI business.
Analysts at {company} expect demand for GPUs to double by 2027.
{company} plans to build a $5 billion plant in {place}, {country}.
{company} opened a data center in {place} and will hire 300 engineers there.
The {government} has fined {company} for breaking export rules.
{government} officials met executives of {company} and {company2} on Tuesday.
Researchers at {university} built the system with support from {company}.
{person}, a professor at {university}, said the results were encouraging.
{university} will install a supercomputer made by {company}.
{company} and {company2} will work together on software for {technology}.
The {product} supports {technology} and {technology2}.
The new card is compatible with {technology}, and its driver is open source.
{company} is the first vendor to adopt {technology} in a laptop.
{company}, {company2} and {company3} are among the investors.
The round was led by {company}, with participation from {company2} and {company3}.
{company} raised $120 million from investors including {company2}.
{place}-based {company} makes robots for warehouses.
The startup, based in {place}, competes with {company} and {company2}.
{company} competes with {company2} in the market for AI accelerators.
According to {company}, the deal would close by the end of the year.
{person} told reporters in {place} that {company} had no plans to leave {country}.
{country} and {country2} signed an agreement on semiconductors.
Exports from {country} to {country2} fell 12% in March.
Customers of {company} include {company2}, {company3} and {university}.
{company} launched {product}, its new laptop, on Wednesday.
The {product} and the {product2} go on sale in {country} next month.
With the {product}, {company} wants to win customers from {company2}.
The phone runs on a {product} chip from {company}.
{product}, developed by {company}, runs on {technology}.
{company} sued {company2} in {place} over patents.
{company} Chairman {person} said the company would cut 2,000 jobs.
Former {company} executive {person} was named head of {company2}.
{person} ({company}) and {person2} ({company2}) spoke at the event.
In a statement, {company} denied that it was in talks with {company2}.
{company} has moved its headquarters from {place} to {place2}.
The {government} approved the merger of {company} with {company2}.
{company} makes the {product} at its factory in {place}.
{company} supplies {company2} with memory chips.
{company} expects the {product} to account for a third of sales in 2026.
Orders for the {product} have doubled since April, {person} said.
{person} is vice president of engineering at {company}.
The report was written by {person} of {company}.
A spokesperson for {company} declined to comment.
{company} bought a 20% stake in {company2}, its supplier in {country}.
{company} to invest $3 billion in {place}
{company} launches {product} with {technology} support
{company} names {person} as CEO
{company}, {company2} team up on {technology}
{country}'s {company} opens plant in {place}
{company} will use {product} servers from {company2} in its AI cloud.
The cluster has 4,000 {product} GPUs and is the largest in {country}.
{university} and {company} signed a five-year research agreement.
{person} studied physics at {university} before joining {company}.
Intel's rival {company} has lost ground in {country}.
Unlike the {product}, the older {product2} lacks {technology}.
{company} said its CFO, {person}, had resigned.
{company} CEO {person} called the {product} "a milestone".
""".splitlines()
CLASSES = {
    "company": "Company", "product": "Product", "person": "Person", "place": "Place", "country": "Country",
    "government": "GovernmentBody", "university": "University", "technology": "Technology",
}  # fmt: skip


def articles(number: int) -> list[LabelledDocument]:
    """So many short articles, the same ones each time; classes are kg's own."""
    rng = random.Random(_SEED)
    maker = _Names(rng)
    return [_article(rng, maker) for _ in range(number)]


def _article(rng: random.Random, maker: "_Names") -> LabelledDocument:
    chosen: dict[str, str] = {}
    text, marks = "", []
    for template in rng.sample(TEMPLATES, rng.randint(4, 9)):
        for piece in template.replace("{", "\t{").replace("}", "}\t").split("\t"):
            if not piece.startswith("{"):
                text += piece
                continue
            slot = piece.strip("{}")
            kind = slot.rstrip("0123456789")
            if slot not in chosen or rng.random() < 0.3:
                chosen[slot] = maker.name(kind)
            name = chosen[slot]
            if kind == "person" and name in text and rng.random() < 0.6:
                name = name.split()[-1]
            marks.append((len(text), len(text) + len(name), CLASSES[kind]))
            text += name
        text += "\n"
    return from_offsets(text, marks)[1]


class _Names:
    """Makes names of each kind."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        known = lexicon.load(ontology.load().folder)
        by_class: dict[str, list[str]] = {"City": [], "Region": [], "Country": []}
        for entry in known.entries.values():
            if entry.type in by_class and not entry.cued and (name := entry.label("en")):
                by_class[entry.type].append(name)
        self._countries = by_class["Country"]
        self._places = [*by_class["City"][:2500], *by_class["Region"]]
        self._given = sorted(vocabulary.given_names() - {""})
        self._last = sorted(set(vocabulary.read_words("surnames.txt").split("\n")) - {""})

    def name(self, kind: str) -> str:
        """A name of a kind of slot."""
        return str(getattr(self, f"_{kind}")())

    def _word(self) -> str:
        middle = "".join(self.rng.choices(_SYLLABLES.split(), k=self.rng.randint(1, 2)))
        return middle.capitalize() + self.rng.choice(_ENDINGS.split())

    def _of(self, words: str) -> str:
        return self.rng.choice(words.split("|"))

    def _code(self) -> str:
        letters = "".join(self.rng.choices("ABCDEGHKLMNPRSTVXZ", k=self.rng.randint(1, 3)))
        return (
            letters + self.rng.choice(["", "-", ""]) + str(self.rng.choice([1, 3, 7, 9, 40, 100, 200, 500, 860, 9000]))
        )

    def _company(self) -> str:
        kind = self.rng.random()
        if kind < 0.4:
            return self._word()
        if kind < 0.5:
            return "".join(self.rng.choices("ABCDEFGHIKLMNPRSTVW", k=self.rng.randint(2, 4)))
        if kind < 0.58:
            return self.rng.choice(self._last) + " & " + self.rng.choice(self._last)
        first = self._word() if kind < 0.9 else self.rng.choice(self._last)
        return f"{first} {self._of(_DESCRIPTORS)}"

    def _product(self) -> str:
        kind = self.rng.random()
        line = self._of(_LINES) if self.rng.random() < 0.5 else self._word()
        if kind < 0.25:
            return line
        if kind < 0.45:
            return self._code()
        if kind < 0.75:
            return f"{line} {self._code() if kind < 0.6 else self.rng.choice([2, 3, 5, 7, 12, 40, 300])}"
        return f"{line} {self._of(_ENDS)}" + (f" {self.rng.choice([2, 4, 10])}" if kind > 0.9 else "")

    def _person(self) -> str:
        return f"{self.rng.choice(self._given)} {self.rng.choice(self._last)}"

    def _place(self) -> str:
        return self.rng.choice(self._places)

    def _country(self) -> str:
        return self.rng.choice(self._countries)

    def _technology(self) -> str:
        return self._of(_TECHNOLOGY)

    def _government(self) -> str:
        return self._of(_GOVERNMENT).format(self._of(_FIELDS))

    def _university(self) -> str:
        return self._of(_SCHOOLS).format(self.rng.choice(self._places))
