package dev.sotto.loadtest.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a caller does from the answer on, step by step. */
public record Script(String name, List<Step> steps) {
    private static final Duration QUIET = Duration.ofMillis(700);

    public Script {
        steps = List.copyOf(steps);
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Everything that is said in it. */
    List<String> phrases() {
        List<String> phrases = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Say say) {
                phrases.add(say.text());
            } else if (step instanceof Step.TalkOver over) {
                phrases.add(over.text());
            }
        }
        return phrases;
    }

    /** Writes scripts as they are told. */
    public static final class Builder {
        private final String name;
        private final List<Step> steps = new ArrayList<>();
        private Duration limit = Duration.ofSeconds(30);

        private Builder(String name) {
            this.name = name;
        }

        /** The limit of all waits from here on. */
        public Builder within(Duration limit) {
            this.limit = limit;
            return this;
        }

        public Builder say(String text) {
            return add(new Step.Say(text));
        }

        public Builder keys(String digits) {
            return add(new Step.Keys(digits));
        }

        public Builder listen() {
            return add(new Step.AwaitQuiet(QUIET, limit));
        }

        public Builder untilSound() {
            return add(new Step.AwaitSound(limit));
        }

        public Builder untilAnswered() {
            return add(new Step.AwaitAnswer(limit));
        }

        public Builder talkOver(Duration into, String text) {
            return add(new Step.TalkOver(into, text, limit));
        }

        public Builder pause(Duration length) {
            return add(new Step.Pause(length));
        }

        public Builder untilTheyHangUp() {
            return add(new Step.AwaitHangUp(limit));
        }

        public Script hangUp() {
            return add(new Step.HangUp()).build();
        }

        public Script build() {
            return new Script(name, steps);
        }

        private Builder add(Step step) {
            steps.add(step);
            return this;
        }
    }
}
