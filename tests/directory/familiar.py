"""Real practices that many names and stories of the national directory are like: rows of its reports of January 2023.

Contains public sector information licensed under the Open Government Licence v3.0. With them a made-up England has
what the conversations in tests/conversations/england speak of.
"""

import csv
import io
from pathlib import Path

from bot.directory.reports.ods import combined, read_parts
from bot.directory.reports.records import Records
from bot.directory.reports.tables import tables_of
from tests.directory.england import England, Rows, england

EMBEDDED = Path(__file__).parents[2] / "data" / "directory"

EPCN = """
"U25545","WELL UP NORTH PCN","00L","NHS NORTH EAST AND NORTH CUMBRIA ICB - 00L","20191001","","WELL CLOSE SQUARE SURGERY","WELL CLOSE SQUARE","","BERWICK-UPON-TWEED","","TD15 1LL"
"U53999","GREATER DERBY PCN","15M","NHS DERBY AND DERBYSHIRE ICB - 15M","20191001","","PARK FARM MEDICAL CENTRE","3 PARK FARM CENTRE PARK FARM DRIVE","ALLESTREE","DERBY","","DE22 2QN"
"U82612","MACCLESFIELD PCN","27D","NHS CHESHIRE AND MERSEYSIDE ICB - 27D","20191001","","WATERS GREEN MEDICAL CENTRE","SUNDERLAND STREET","","MACCLESFIELD","CHESHIRE","SK11 6JL"
"U87508","HODDESDON & BROXBOURNE PCN","06K","NHS HERTFORDSHIRE AND WEST ESSEX ICB - 06K","20191001","","HAILEY VIEW SURGERY","39 CHRISTIAN CLOSE","","HODDESDON","","EN11 9FF"
"""

PARTNERS = """
"A84609","FELTON SURGERY","00L","NHS NORTH EAST AND NORTH CUMBRIA ICB - 00L","U25545","WELL UP NORTH PCN","00L","NHS NORTH EAST AND NORTH CUMBRIA ICB - 00L","20191001","20211231","Y"
"C81040","PARK LANE SURGERY","15M","NHS DERBY AND DERBYSHIRE ICB - 15M","U53999","GREATER DERBY PCN","15M","NHS DERBY AND DERBYSHIRE ICB - 15M","20191001","","Y"
"E82090","PARK LANE SURGERY","06K","NHS HERTFORDSHIRE AND WEST ESSEX ICB - 06K","U87508","HODDESDON & BROXBOURNE PCN","06K","NHS HERTFORDSHIRE AND WEST ESSEX ICB - 06K","20191001","","Y"
"N81085","PARK LANE SURGERY","27D","NHS CHESHIRE AND MERSEYSIDE ICB - 27D","U82612","MACCLESFIELD PCN","27D","NHS CHESHIRE AND MERSEYSIDE ICB - 27D","20191001","","Y"
"""

EPRACCUR = """
"A84609","FELTON SURGERY","Y63","QHM","MIDDLE FARM, 51 MAIN ST.","FELTON","MORPETH","NORTHUMBERLAND","","NE65 9PR","19850312","","D","B","00L","20130401","","01670 787353","","","","0","","00L","","4",""
"B82622","REETH MEDICAL CENTRE","Y63","QOQ","REETH SURGERY","REETH","RICHMOND","NORTH YORKSHIRE","","DL11 6SU","19871001","","A","B","42D","20200401","","01748 884396","","","","0","","42D","","4",""
"C81040","PARK LANE SURGERY","Y60","QJ2","PARK LANE SURGERY","2 PARK LANE,ALLESTREE","DERBY","DERBYSHIRE","","DE22 2DS","19740401","","A","B","15M","20190401","","01332 552461","","","","0","","15M","","4",""
"E82090","PARK LANE SURGERY","Y61","QM7","8 PARK LANE","BROXBOURNE","HERTFORDSHIRE","","","EN10 7NQ","19740401","","A","B","06K","20130401","","01992 465555","","","","0","","06K","","4",""
"N81085","PARK LANE SURGERY","Y62","QYG","PARK LANE HOUSE MED CTR","WATERS GREEN MEDICAL CTR","SUNDERLAND STREET","MACCLESFIELD, CHESHIRE","","SK11 6JL","19740401","","A","B","27D","20200401","","01625 422893","","","","0","","27D","","4",""
"W95044","PARK LANE SURGERY","W00","Q99","PARK LANE SURGERY","MILL STREET","TONYREFAIL","MID GLAMORGAN","","CF39 8AG","19740401","","A","B","7A5","20091001","","01443 670567","","","","0","","7A5","","4",""
"W97013","LLANISHEN COURT SURGERY","W00","Q99","LLANISHEN COURT SURGERY","LLANISHEN","CARDIFF","SOUTH GLAMORGAN","","CF14 5YU","19740401","","A","B","7A4","20091001","","029 20757025","","","","0","","7A4","","4",""
"""


def familiar_england() -> England:
    """A made-up England with these practices and the ones that come with the program."""
    return _with_familiar(england())


def familiar_records() -> Records:
    """These practices and the ones that come with the program alone."""
    reports = _with_familiar(England()).reports()
    parts = read_parts(table for name, content in reports.items() for table in tables_of(content, name))
    return combined(parts, Records("", {}, {}, ()), "January 2023")


def _with_familiar(whole: England) -> England:
    for made, real, report in (
        (whole.epcn, EPCN, "epcn"),
        (whole.partners, PARTNERS, "epcncorepartnerdetails"),
        (whole.epraccur, EPRACCUR, "epraccur"),
    ):
        made += _rows(real.strip()) + _rows((EMBEDDED / f"{report}.csv").read_text(encoding="utf-8"))
    return whole


def _rows(text: str) -> Rows:
    return list(csv.reader(io.StringIO(text)))
