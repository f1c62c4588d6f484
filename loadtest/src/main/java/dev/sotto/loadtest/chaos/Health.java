package dev.sotto.loadtest.chaos;

/** How a service of ours behaves, for those who use it. */
enum Health {
    WELL,
    /** Takes requests and never answers. */
    HANGING,
    /** Answers with what nobody can read. */
    GARBLED,
    /** Answers that it is out of order. */
    FAILING
}
