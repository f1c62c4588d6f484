package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.phone.Script;
import java.time.Duration;

/**
 * Callers who are measured: between them they have every figure happen. None of them changes an order of the demo shop when agents
 * decline refunds and choose repairs.
 */
public enum Measured {
    /** Says what they want, puts questions while a number is asked for, keys the number. */
    QUESTIONS {
        @Override
        public Script script() {
            return begin("questions")
                    .say("where is my order")
                    .listen()
                    .say("when are you open")
                    .listen()
                    .say("I don't have the number")
                    .listen()
                    .keys("105577")
                    .listen()
                    .say("how long does shipping take")
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
    },
    /** Waits for a person's approval, and says nothing meanwhile. */
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
    /** Waits for a person's choice, and answers what is asked meanwhile. */
    DAMAGED {
        @Override
        public Script script() {
            return begin("damaged")
                    .say("my item is broken")
                    .listen()
                    .keys("482913")
                    .listen()
                    .say("the tent has a tear")
                    .listen()
                    .say("yes it is")
                    .untilAnswered()
                    .listen()
                    .hangUp();
        }
    },
    /** Talks on and on while a person decides: the answer mostly comes in the middle of a sentence of theirs. */
    TALKATIVE {
        @Override
        public Script script() {
            return begin("talkative")
                    .say("I want a refund")
                    .listen()
                    .keys("730264")
                    .untilSound()
                    .pause(Duration.ofMillis(1_500))
                    .say("it was much too small for me and the colour was not what I wanted and it came a week late")
                    .pause(Duration.ofMillis(1_200))
                    .say("I have been a customer of this shop for ten years and nothing like this has happened before")
                    .pause(Duration.ofMillis(1_200))
                    .say("and my brother and my sister have bought their boots and their tents and their jackets here")
                    .untilAnswered()
                    .listen()
                    .hangUp();
        }
    };

    public abstract Script script();

    private static Script.Builder begin(String name) {
        return Script.named(name).within(Duration.ofSeconds(45)).listen();
    }
}
