"""Words that say nothing about what a text is about. Normalised like every other word before they are compared."""

from search.normalise import words

ARABIC = """
من في على إلى عن مع حتى منذ مذ خلال عبر ضد دون بدون حول عند عندما لدى لدي نحو بين فوق تحت أمام خلف قبل بعد ثم أو
أم بل لكن لكنّ ولا لا لم لن ليس ليست لما ما ماذا لماذا متى أين أينما كيف كيفما كم كأن هل أي أية أيّ أيّها حيث
حين حينما إذ إذا إن أن أنّ إنّ أنه أنها إنه إنها إنما إلا لأن لأنه لأنها بأن بأنه كان كانت كانوا يكون تكون يكن
تكن كل كلا كلتا بعض غير سوى قد لقد سوف هو هي هم هن هما أنا أنت أنتم نحن هذا هذه هذان هاتان هذين هؤلاء ذلك تلك
ذاك ذي ذات هنا هناك هنالك الذي التي الذين اللذان اللتان اللواتي اللاتي له لها لهم لهن لي لك لكم لنا به بها بهم
بي بك بنا فيه فيها فيهم فيك منه منها منهم مني منك منا عنه عنها عنهم عليه عليها عليهم علي عليك علينا إليه إليها
إليهم إلينا إليك إياه كما كذلك كذا أيضا جدا فقط مثل أما إما لو لولا لوما بما بم مما ممن عما عمن فيما فيم كي لكي
يا مهما وهو وهي فهو فهي وقد فقد ولم ولن ومن وفي وعن وعلى وإلى ومع وما وإن وأن وهذا وهذه وذلك وتلك والذي والتي
وكان وكانت فإن فلا فما وكل ومنها وفيها وبين وبعد وقبل وحتى التى
"""

ENGLISH = """
a about above after again all also am an and any are as at be because been before being below between both but
by can could did do does doing down during each few for from further had has have having he her here hers him
his how i if in into is it its itself just me more most my no nor not of off on once only or other our ours out
over own same she should so some such than that the their theirs them then there these they this those through
to too under until up very was we were what when where which while who whom why will with would you your yours
"""

STOP_WORDS = frozenset(words(ARABIC)) | frozenset(words(ENGLISH))
