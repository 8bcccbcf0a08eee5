"""Made records with known truth, in the shapes of real lists: for the identity benchmark.

A party has one to three records. Its names are drawn from words of Burmese, Karen, Chinese, Khmer and Thai names with the
frequencies of real names (a few words in many names), so that parties share names. A record adds honorifics, reversed order,
another script, another transliteration, a slip of the pen, a birth date that is missing or known by year, and sometimes an
identifier. The truth is in `party`, which no matcher is given.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from graph.decisions.parties import Party
from graph.model import When

BURMESE = (
    "aung kyaw win tun min htun zaw naing soe oo thein khin maung hla myint tin than htoo htay lwin moe thu mya aye nyunt "
    "sein ye phyo wai yan zin thant bo kaung ko htet nay lin hein sithu pyae thiha wunna tint shwe yin chit san kyi swe "
    "nyein mon thet yu hnin ei su nandar cho thandar phone myat khaing arkar zarni saw paing thura ohn tha htut pwint"
).split()
KHMER = (
    "sok chan heng ly kim chea seng sophea vanna sothea dara rith bopha samnang visal pisey sopheap kosal ratana mony "
    "chenda phalla thy borey veasna sambath kunthea narith rina sovann tola makara"
).split()
THAI = (
    "somchai prasert wichai anan sakda niran chaiwat boonmee thongchai suchart kamol prayut somsak manop decha".split()
)
HAN_FAMILY = dict(
    zip(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢",
        "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin luo gao zheng liang xie song tang xu deng feng "
        "han cao zeng peng xiao cai pan tian dong yuan yu yu ye jiang du su wei cheng lu ding shen ren yao lu".split(),
        strict=True,
    )
)
HAN_GIVEN = dict(
    zip(
        "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建文志国海山仁波宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽辰士以家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘",
        "wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xiu xia ping gang gui ying hua yu ping hong jian wen "
        "zhi guo hai shan ren bo ning gui fu sheng long yuan quan sheng xue xiang cai fa wu xin li qing fei bin fu shun xin zi chang cheng "
        "kang xing guang tian da an yan zhong mao jin lin you jian he biao bo cheng xian jing zhen zhen zhuang hui si qun hao xin bang cheng "
        "le shao gong song shan hou qing min you yu he zhe jiang hao liang zheng qian heng qi gu zhi lun han lang bo hong yan ruo ming peng "
        "bin liang dong wei qi ke lun xiang xu peng ze chen shi yi jia zhi shu yan de xing shi tai sheng xiong chen jun guan ce teng nan rong "
        "feng hang hong".split(),
        strict=True,
    )
)
MYANMAR = dict(
    zip(
        "aung kyaw win tun min zaw naing soe oo thein khin maung hla myint tin than lwin moe thu mya aye sein ye".split(),
        "အောင် ကျော် ဝင်း ထွန်း မင်း ဇော် နိုင် စိုး ဦး သိန်း ခင် မောင် လှ မြင့် တင် သန်း လွင် မိုး သူ မြ အေး စိန် ရဲ".split(),
        strict=True,
    )
)
SPELT = (
    ("ht", "t"), ("th", "t"), ("kyaw", "kyo"), ("oo", "u"), ("aung", "ong"), ("win", "winn"), ("hl", "l"), ("ph", "p"),
    ("soe", "so"), ("moe", "mo"), ("khin", "kin"), ("zaw", "zor"), ("lin", "linn"), ("phone", "phon"), ("zh", "z"), ("x", "hs"),
    ("q", "ch"), ("ang", "an"), ("ly", "li"), ("ee", "i"),
)  # fmt: skip
HONORIFICS = {"male": ("U", "Ko", "Maung", "Saw", "Mr", "Dr", "Sai"), "female": ("Daw", "Ms", "Dr", "Naw")}
COUNTRY = {"burmese": "Myanmar/Burma", "khmer": "Cambodia", "thai": "Thailand", "han": "China"}


@dataclass(frozen=True, slots=True)
class Made:
    """Records and, beside them, to which party each belongs."""

    parties: tuple[Party, ...]
    party: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """A party as it is."""

    words: tuple[str, ...]
    script: str | None
    people: str
    sex: str
    born: date
    passport: str


def made(records: int, seed: int) -> Made:
    """So many records; the same seed gives the same."""
    chance = random.Random(seed)
    parties: list[Party] = []
    owner: list[int] = []
    number = 0
    while len(parties) < records:
        truth = _truth(chance, number)
        for _ in range(chance.choices((1, 2, 3), (55, 33, 12))[0]):
            parties.append(_record(chance, truth, f"R{len(parties):07}"))
            owner.append(number)
        number += 1
    order = list(range(records))
    chance.shuffle(order)  # so that neighbours are no hint
    chosen = sorted(order[:records], key=lambda place: order[place])
    return Made(tuple(parties[place] for place in chosen), tuple(owner[place] for place in chosen))


def _zipf(chance: random.Random, words: list[str]) -> str:
    return (
        words[min(int(chance.paretovariate(0.7)) - 1, 10**6) % len(words)]
        if chance.random() < 0.7
        else chance.choice(words)
    )


def _truth(chance: random.Random, number: int) -> Truth:
    people = chance.choices(("burmese", "han", "khmer", "thai"), (45, 30, 15, 10))[0]
    script = None
    if people == "burmese":
        words = tuple(_zipf(chance, BURMESE) for _ in range(chance.choices((2, 3, 4), (30, 55, 15))[0]))
        if all(word in MYANMAR for word in words):
            script = "".join(MYANMAR[word] for word in words)
    elif people == "han":
        family = _zipf(chance, list(HAN_FAMILY))
        given = [chance.choice(list(HAN_GIVEN)) for _ in range(chance.choices((1, 2), (30, 70))[0])]
        script = family + "".join(given)
        words = (HAN_FAMILY[family], "".join(HAN_GIVEN[letter] for letter in given))
    elif people == "khmer":
        words = tuple(_zipf(chance, KHMER) for _ in range(2))
    else:
        words = (chance.choice(THAI), _zipf(chance, KHMER) + chance.choice(THAI))
    born = date(1945, 1, 1) + timedelta(days=chance.randrange(365 * 58))
    return Truth(words, script, people, chance.choice(("male", "male", "female")), born, f"{number:064x}")


def _record(chance: random.Random, truth: Truth, id_: str) -> Party:
    words = list(truth.words)
    if chance.random() < 0.22:
        words = [_spelt(chance, word) for word in words]
    if chance.random() < 0.08:
        place = chance.randrange(len(words))
        words[place] = _slip(chance, words[place])
    name = _dressed(chance, truth, words)
    names = [name]
    if truth.script and chance.random() < 0.35:
        names.append(truth.script)
        if chance.random() < 0.25:
            names.reverse()
        elif chance.random() < 0.2:
            names = [truth.script]  # the other script alone
    if chance.random() < 0.15:
        names.append(_dressed(chance, truth, list(truth.words)))
    known = chance.random()
    born: When | None = None
    if known < 0.45:
        born = When(truth.born, truth.born)
        if chance.random() < 0.03:
            wrong = truth.born.replace(year=truth.born.year + chance.choice((-1, 1)), day=min(truth.born.day, 28))
            born = When(wrong, wrong)
    elif known < 0.65:
        born = When.parse(str(truth.born.year))
    identifiers = (f"passport-sha256:{truth.passport}",) if chance.random() < 0.3 else ()
    countries = (COUNTRY[truth.people],) if chance.random() < 0.6 else ()
    return Party("Entity", "Person", id_, tuple(dict.fromkeys(names)), born, identifiers, countries)


def _dressed(chance: random.Random, truth: Truth, words: list[str]) -> str:
    style, titled = chance.random(), chance.random() < 0.25
    spoken = [word.title() for word in words]
    if style < 0.15:
        return f"{spoken[0].upper()}, {' '.join(spoken[1:])}"
    if style < 0.4:
        spoken = [*spoken[1:], spoken[0].upper()]
    if titled:
        spoken.insert(0, chance.choice(HONORIFICS[truth.sex]))
    return " ".join(spoken)


def _spelt(chance: random.Random, word: str) -> str:
    fits = [(one, other) for one, other in SPELT if one in word]
    return word.replace(*chance.choice(fits), 1) if fits else word


def _slip(chance: random.Random, word: str) -> str:
    place = chance.randrange(len(word))
    letter = chance.choice("aeioumnkt")
    return chance.choice(
        (
            word[:place] + word[place + 1 :] or word,
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
        )
    )
