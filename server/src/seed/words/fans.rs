//! Fans: people who follow, subscribe and comment; none of them is real.

use super::FanProfile;

pub const FANS: [FanProfile; 40] = [
    FanProfile {
        handle: "ruth_reads",
        name: "Ruth Abernathy",
        bio: "Librarian. I pay for things I would miss.",
    },
    FanProfile {
        handle: "kwame_o",
        name: "Kwame Ofori",
        bio: "Night bus driver, day listener.",
    },
    FanProfile {
        handle: "lena_marsh",
        name: "Lena Marsh",
        bio: "Learning to draw at fifty-three. Slow is fine.",
    },
    FanProfile {
        handle: "jonas_falk",
        name: "Jonas Falk",
        bio: "Mostly here for the synthesisers.",
    },
    FanProfile {
        handle: "priyanka_d",
        name: "Priyanka Desai",
        bio: "Physiotherapist, collector of good recipes.",
    },
    FanProfile {
        handle: "old_otto",
        name: "Otto Reinholt",
        bio: "Retired. I read everything twice.",
    },
    FanProfile {
        handle: "maya_in_motion",
        name: "Maya Castellanos",
        bio: "Runs badly, often, happily.",
    },
    FanProfile {
        handle: "tomek_z",
        name: "Tomek Zawadzki",
        bio: "Boiler engineer with a guitar.",
    },
    FanProfile {
        handle: "hana_k",
        name: "Hana Kobayashi",
        bio: "Paper, stamps, long letters.",
    },
    FanProfile {
        handle: "dilnoza_y",
        name: "Dilnoza Yusupova",
        bio: "Textile designer. I look at colours for a living and still come here.",
    },
    FanProfile {
        handle: "sam_underhill",
        name: "Sam Underhill",
        bio: "Game master of one very patient table.",
    },
    FanProfile {
        handle: "fatou_b",
        name: "Fatou Bâ",
        bio: "Accountant by day. Do not ask about the evenings.",
    },
    FanProfile {
        handle: "greta_l",
        name: "Greta Lund",
        bio: "Baking, mostly failing, mostly eating it anyway.",
    },
    FanProfile {
        handle: "nico_paredes",
        name: "Nico Paredes",
        bio: "I fix bicycles and listen to vinyl.",
    },
    FanProfile {
        handle: "aisha_m",
        name: "Aisha Mahmood",
        bio: "Medical student. Ten minutes a day for beautiful things.",
    },
    FanProfile {
        handle: "the_quiet_lars",
        name: "Lars Bergström",
        bio: "I never comment. This is the exception.",
    },
    FanProfile {
        handle: "wei_ling",
        name: "Wei Ling Tan",
        bio: "Tea first. Then the internet.",
    },
    FanProfile {
        handle: "brigid_f",
        name: "Brigid Fallon",
        bio: "Teacher, mother of three, owner of one hour on Sundays.",
    },
    FanProfile {
        handle: "marek_novotny",
        name: "Marek Novotný",
        bio: "Amateur astronomer, professional plumber.",
    },
    FanProfile {
        handle: "juno_okafor",
        name: "Juno Okafor",
        bio: "Writes small programs, keeps big plants.",
    },
    FanProfile {
        handle: "elsa_pereira",
        name: "Elsa Pereira",
        bio: "I buy prints and then have no wall.",
    },
    FanProfile {
        handle: "davit_g",
        name: "Davit Gelashvili",
        bio: "Chess, wine, mountains, in varying order.",
    },
    FanProfile {
        handle: "noor_s",
        name: "Noor Siddiqui",
        bio: "Stained glass beginner. Nine fingers with plasters.",
    },
    FanProfile {
        handle: "ben_ashworth",
        name: "Ben Ashworth",
        bio: "Here for the maps.",
    },
    FanProfile {
        handle: "carla_rinaldi",
        name: "Carla Rinaldi",
        bio: "Cellist who tunes for a living.",
    },
    FanProfile {
        handle: "tuan_le",
        name: "Tuấn Lê",
        bio: "Food stall, two cats, one subscription too many.",
    },
    FanProfile {
        handle: "ines_fontaine",
        name: "Inès Fontaine",
        bio: "Former dancer. My knees read Yuna's posts aloud to me.",
    },
    FanProfile {
        handle: "gus_holloway",
        name: "Gus Holloway",
        bio: "Beekeeper. If I am late, it was bees.",
    },
    FanProfile {
        handle: "sofie_dam",
        name: "Sofie Dam",
        bio: "Architect who prefers pictures of houses.",
    },
    FanProfile {
        handle: "yusuf_a",
        name: "Yusuf Aydın",
        bio: "Carpenter. I like things that are joined well.",
    },
    FanProfile {
        handle: "abby_lowe",
        name: "Abby Lowe",
        bio: "I tip when I laugh out loud on the train.",
    },
    FanProfile {
        handle: "pavel_tuman",
        name: "Павел Туманов",
        bio: "Читаю утром, спорю вечером.",
    },
    FanProfile {
        handle: "olya_ryabina",
        name: "Ольга Рябинина",
        bio: "Рисую для себя, вяжу для всех остальных.",
    },
    FanProfile {
        handle: "timur_sad",
        name: "Тимур Садыков",
        bio: "Учитель физики. Подписан на небо.",
    },
    FanProfile {
        handle: "nina_chitaet",
        name: "Нина Козырева",
        bio: "Библиотекарь из Череповца, люблю длинное.",
    },
    FanProfile {
        handle: "raj_menon",
        name: "Raj Menon",
        bio: "Amateur everything.",
    },
    FanProfile {
        handle: "lucia_bravo",
        name: "Lucía Bravo",
        bio: "Nurse. Baths and poems after late shifts.",
    },
    FanProfile {
        handle: "theo_vandam",
        name: "Theo van Damme",
        bio: "Runs one small node and one small bakery.",
    },
    FanProfile {
        handle: "mina_rahimi",
        name: "Mina Rahimi",
        bio: "I translate manuals. Here I read for pleasure.",
    },
    FanProfile {
        handle: "eliza_w",
        name: "Eliza Whitlock",
        bio: "Grandmother of a speedrunner. Trying to keep up.",
    },
];
