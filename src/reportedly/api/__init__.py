"""What the API at `/api/v1` answers and takes: shared by the desk, which answers, and the client.

Incidents, readings, statements and commitments are those of the vocabulary; what stands here is
what an answer adds to them: pages, counts, problems.
"""

from reportedly.api.articles import (
    ArticlePage,
    ArticleSummary,
    ArticleWhole,
    Hit,
    HitPage,
    SaidStatement,
    StatementPage,
    ToldIncident,
)
from reportedly.api.filters import ClaimFilters, IncidentFilters
from reportedly.api.incidents import (
    AccountPage,
    Extent,
    IncidentCounts,
    IncidentPage,
    IncidentSummary,
    IncidentWhole,
    LedgerColumn,
    RelationPage,
)
from reportedly.api.overview import (
    ActorPage,
    ActorRow,
    Claim,
    ClaimPage,
    CommitmentPage,
    ExportFormat,
    ExportList,
    Measure,
    MeasureList,
    Reprint,
    ReprintPage,
    Source,
    SourcePage,
)
from reportedly.api.pages import Answer, FieldProblem, Page, Problem, Service
from reportedly.api.reviews import AskedDecision, Doubt, DoubtPage, ReviewLine, ReviewPage

PREFIX = "/api/v1"

__all__ = [
    "PREFIX", "AccountPage", "ActorPage", "ActorRow", "Answer", "ArticlePage", "ArticleSummary",
    "ArticleWhole", "AskedDecision", "Claim", "ClaimFilters", "ClaimPage", "CommitmentPage",
    "Doubt", "DoubtPage", "ExportFormat", "ExportList", "Extent", "FieldProblem", "Hit", "HitPage",
    "IncidentCounts", "IncidentFilters", "IncidentPage", "IncidentSummary", "IncidentWhole",
    "LedgerColumn", "Measure", "MeasureList", "Page", "Problem", "RelationPage", "Reprint",
    "ReprintPage", "ReviewLine", "ReviewPage", "SaidStatement", "Service", "Source", "SourcePage",
    "StatementPage", "ToldIncident",
]  # fmt: skip
