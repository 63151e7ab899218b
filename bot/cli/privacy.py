"""`pcnbot privacy`: the privacy notice and the tables of a DPIA, made from the running configuration."""

from pathlib import Path

import click


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write privacy-notice and dpia there, as Markdown and HTML; else they are shown here.",
)
def command(out: Path | None) -> None:
    """Write what is kept, where, why and how long: for patients, and for the information governance lead."""
    from bot.privacy.configuration import Configuration
    from bot.privacy.papers import Papers
    from bot.settings import settings

    papers = Papers(Configuration.read(settings()), settings().data)
    documents = {"privacy-notice": papers.notice(), "dpia": papers.assessment()}
    if out is None:
        click.echo("\n".join(document.as_markdown() for document in documents.values()))
        return
    out.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        for suffix, text in ((".md", document.as_markdown()), (".html", document.as_html())):
            (out / name).with_suffix(suffix).write_text(text, encoding="utf-8")
            click.echo(f"Wrote {(out / name).with_suffix(suffix)}")
