"""What words in cells stand for: kinds of incident, what became of what was lost, categories of weapons."""

from __future__ import annotations

CLASSES = (
    (r"(?i)\b(loss|lost|destroyed|damaged|captured|abandoned|знищен|уничтожен)", "EquipmentLoss"),
    (r"(?i)\b(transfer|delivery|delivered|shipment|sale|sold|donat|purchase|export|поставк)", "Transfer"),
    (r"(?i)\b(battle|clash|fighting|combat|offensive|бой|бои|бій|бої)", "Battle"),
    (
        r"(?i)\b(attack|strike|shelling|bomb|missile|explosion|raid|assault|ambush|drone|violence|обстрел|удар|обстріл)",
        "Attack",
    ),
    (r"(?i)\b(deploy|movement)", "Deployment"),
    (r"(?i)\b(meeting|summit|talks)", "Meeting"),
)
"""Patterns for the kind of an incident, and its class; the first that is found counts."""

STATUSES = (
    (r"(?i)\b(destroyed|destruction|знищен|уничтожен)", "ag:Destroyed"),
    (r"(?i)\b(captured|seized|захоплен|захвачен)", "ag:Captured"),
    (r"(?i)\b(damaged|пошкоджен|поврежд)", "ag:Damaged"),
    (r"(?i)\b(abandoned|покинут|брошен)", "ag:Abandoned"),
)
"""What became of something that was lost."""

CATEGORIES = (
    (
        r"(?i)\b(drones?|UAV|UCAV|UAS|loitering|quadcopter|Shahed|Lancet)\b",
        "id:category/unmanned-aerial-system",
    ),
    (r"(?i)\bhelicopters?\b", "id:category/helicopter"),
    (r"(?i)\bbombers?\b", "id:category/bomber-aircraft"),
    (r"(?i)\b(fighter|F-16|Su-\d\d|MiG-\d\d)\b", "id:category/fighter-aircraft"),
    (r"(?i)\b(aircraft|plane|jet)s?\b", "id:category/aircraft"),
    (r"(?i)\b(MANPADS|Stinger|Igla)\b", "id:category/man-portable-air-defence"),
    (r"(?i)\b(air defen[cs]e|S-[34]00|Buk|Pantsir|NASAMS|Patriot|IRIS-T)\b", "id:category/air-defence"),
    (
        r"(?i)\b(HIMARS|MLRS|MRLS?|BM-\d\d|Grad|Uragan|Smerch|rocket launcher)\b",
        "id:category/multiple-launch-rocket-system",
    ),
    (r"(?i)\b(ATGM|anti-tank|Javelin|Kornet|NLAW)\b", "id:category/anti-tank-missile"),
    (r"(?i)\bballistic missiles?\b", "id:category/ballistic-missile"),
    (r"(?i)\bmissiles?\b", "id:category/missile"),
    (r"(?i)\bhowitzers?\b|\bM777\b", "id:category/howitzer"),
    (r"(?i)\b(shells?|ammunition|rounds?)\b", "id:category/ammunition"),
    (r"(?i)\b(artillery|mortars?|gun)\b", "id:category/artillery"),
    (r"(?i)\b(tanks?|T-\d\d|Leopard|Abrams|Challenger)\b", "id:category/tank"),
    (r"(?i)\b(IFV|BMP|Bradley|Marder)\b", "id:category/infantry-fighting-vehicle"),
    (r"(?i)\b(APC|BTR|M113|Stryker)\b", "id:category/armoured-personnel-carrier"),
    (r"(?i)\b(MRAP|armou?red|BRDM)\b", "id:category/armoured-vehicle"),
    (r"(?i)\b(HMMWV|Humvee|pickup|jeep)s?\b", "id:category/light-utility-vehicle"),
    (r"(?i)\b(trucks?|vehicles?|cars?|lorry|lorries)\b", "id:category/vehicle"),
)
"""What the name of a weapon tells of its kind; the first that is found counts. Claims of it are hedged."""
