package dev.sotto.loadtest.experiment;

import dev.sotto.loadtest.phone.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What callers of the demo shop want. Numbers are keyed in, the rest is said. None of them changes an order, so any number of
 * them can follow each other: agents of a run decline refunds and choose repairs.
 */
public enum Scenario {
    /** Over $50: waits for a person's approval. */
    REFUND {
        @Override
        public Script script() {
            return begin("refund")
                    .say("I want a refund")
                    .listen()
                    .keys("730264")
                    .listen()
                    .untilAnswered()
                    .listen()
                    .hangUp();
        }
    },
    /** A person chooses; a tool follows. Says what broke while waiting. */
    DAMAGED {
        @Override
        public Script script() {
            return begin("damaged")
                    .say("my item is broken")
                    .listen()
                    .keys("482913")
                    .listen()
                    .say("the tent has a tear")
                    .untilAnswered()
                    .listen()
                    .hangUp();
        }
    },
    /** No person needed. */
    STATUS {
        @Override
        public Script script() {
            return begin("status")
                    .say("where is my order")
                    .listen()
                    .keys("618340")
                    .listen()
                    .hangUp();
        }
    },
    /** Asks something else in the middle of a task and goes on with the task. */
    QUESTION {
        @Override
        public Script script() {
            return begin("question")
                    .say("where is my order")
                    .listen()
                    .say("when are you open")
                    .listen()
                    .keys("105577")
                    .listen()
                    .hangUp();
        }
    },
    /** Doesn't let us finish. */
    BARGE_IN {
        @Override
        public Script script() {
            return Script.named("barge_in")
                    .talkOver(Duration.ofMillis(900), "where is my order")
                    .listen()
                    .keys("618340")
                    .talkOver(Duration.ofMillis(700), "I want a refund please")
                    .listen()
                    .hangUp();
        }
    };

    public abstract Script script();

    private static Script.Builder begin(String name) {
        return Script.named(name).listen();
    }

    /** Who calls as which number, in random order but in the wanted proportions. */
    static List<Scenario> mix(List<Scenario> wanted, int calls, RandomGenerator random) {
        List<Scenario> mixed = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            mixed.add(wanted.get(i % wanted.size()));
        }
        for (int i = calls - 1; i > 0; i--) {
            java.util.Collections.swap(mixed, i, random.nextInt(i + 1));
        }
        return mixed;
    }
}
