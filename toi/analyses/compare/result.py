"""What `toi compare` gives back, whatever it compared."""

from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.compare.theories.result import TheoriesCompared

Compared = TheoriesCompared | RubricsCompared | GroupCompared  # whatever was compared
