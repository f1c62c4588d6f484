package dev.sotto.loadtest.soak;

/** What is looked at. */
enum Measure {
    HEAP("heap after GC", "MB", Judged.GROWTH, 0),
    RESIDENT("memory in RAM", "MB", Judged.GROWTH, 0),
    THREADS("threads", "", Judged.BOTH, 24),
    FILES("open files", "", Judged.BOTH, 12),
    SOCKETS("open sockets", "", Judged.BOTH, 12),
    DATABASE("PostgreSQL connections", "", Judged.BOTH, 1),
    CALLS("live calls", "", Judged.RETURN, 0),
    SESSIONS("media sessions", "", Judged.RETURN, 0),
    CONVERSATIONS("live conversations", "", Judged.RETURN, 0),
    PORTS("pairs of ports in use", "", Judged.RETURN, 0),
    RESTING("pairs of ports at rest", "", Judged.RETURN, 0),
    GUIDANCE("open requests to people", "", Judged.RETURN, 0),
    JOURNAL("entries waiting for the journal", "", Judged.RETURN, 0),
    LOOP_LAG("late ticks of 20 ms on the telephone's loop, a minute", "", Judged.GROWTH, 0),
    LATE("packets late by 10 ms, of a million", "", Judged.GROWTH, 0),
    REPLY("end of turn to first sound, p95", "ms", Judged.GROWTH, 0),
    DRIFT("far end's clock behind ours", "ms", Judged.BOTH_WAYS, 0),
    CPU("CPU", "cores", Judged.GROWTH, 0);

    /** How it is judged. */
    enum Judged {
        /** It must not grow from hour to hour. */
        GROWTH,
        /** It must not grow nor shrink. */
        BOTH_WAYS,
        /** It must be back where it was when everybody has gone. */
        RETURN,
        /** Not grow, and be back. */
        BOTH
    }

    final String words;
    final String unit;
    final Judged judged;
    /** How much more than at the start there may be when all have gone: what pools keep ready for the next; bounded, all of it. */
    final double slack;

    Measure(String words, String unit, Judged judged, double slack) {
        this.words = words;
        this.unit = unit;
        this.judged = judged;
        this.slack = slack;
    }

    boolean hasTrend() {
        return judged != Judged.RETURN;
    }

    boolean returns() {
        return judged == Judged.RETURN || judged == Judged.BOTH;
    }
}
