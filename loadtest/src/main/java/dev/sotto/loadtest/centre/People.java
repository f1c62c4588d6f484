package dev.sotto.loadtest.centre;

import io.vertx.core.Future;

/** The people of an arm, who are there for all seeds. Any thread. */
interface People {
    /** For the progress line: what they have before them. */
    String doing();

    Future<Void> leave();
}
