package dev.sotto.loadtest.phone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one caller does from the answer on, step by step, and who they are.
 *
 * @param understandsText whether the caller may know by a side channel what is said: {@link VirtualCaller#understood}
 * @param transferred what they do once they were put through (REFER); empty: they go on with {@code steps}
 */
public record Script(
        String name,
        boolean understandsText,
        VoiceTraits voice,
        Temper temper,
        List<Step> steps,
        List<Step> transferred) {
    static final Duration QUIET = Duration.ofMillis(700);

    public Script {
        steps = List.copyOf(steps);
        transferred = List.copyOf(transferred);
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The same of a person of another temper. */
    public Script with(Temper other) {
        return new Script(name, understandsText, voice, other, steps, transferred);
    }

    /** The same in another voice. */
    public Script with(VoiceTraits other) {
        return new Script(name, understandsText, other, temper, steps, transferred);
    }

    /** Everything that is said in it. */
    Set<String> phrases() {
        Set<String> phrases = new LinkedHashSet<>();
        all().forEach(step -> {
            if (step instanceof Step.Say say) {
                phrases.add(say.text());
            } else if (step instanceof Step.TalkOver over) {
                phrases.add(over.text());
            }
        });
        return phrases;
    }

    /** Everything that is played in it. */
    Set<Path> recordings() {
        Set<Path> files = new LinkedHashSet<>();
        all().forEach(step -> {
            if (step instanceof Step.Play play) {
                files.add(play.audio());
            }
        });
        return files;
    }

    private List<Step> all() {
        List<Step> all = new ArrayList<>();
        for (List<Step> part : List.of(steps, transferred)) {
            for (Step step : part) {
                all.add(step);
                if (step instanceof Step.React react) {
                    react.reactions().forEach(reaction -> all.addAll(reaction.acts()));
                    all.addAll(react.otherwise().acts());
                }
            }
        }
        return all;
    }

    /** Writes scripts as they are told. */
    public static final class Builder {
        private final String name;
        private final List<Step> steps = new ArrayList<>();
        private final List<Step> transferred = new ArrayList<>();
        private List<Step> part = steps;
        private Duration limit = Duration.ofSeconds(30);
        private boolean understandsText;

        private Builder(String name) {
            this.name = name;
        }

        /** The limit of all waits from here on. */
        public Builder within(Duration limit) {
            this.limit = limit;
            return this;
        }

        /** What is said may be known by text. */
        public Builder understandsText() {
            understandsText = true;
            return this;
        }

        /** From here on: what is done after being put through. */
        public Builder transferred() {
            part = transferred;
            return this;
        }

        public Builder say(String text) {
            return add(new Step.Say(text));
        }

        public Builder play(Path audio) {
            return add(new Step.Play(audio));
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

        public Builder awaitPerson(Duration patience) {
            return add(new Step.AwaitPerson(patience));
        }

        public Builder expect(String heard) {
            return add(new Step.Expect(Pattern.compile(heard, Pattern.CASE_INSENSITIVE), limit));
        }

        public Builder react(Step.Reaction... reactions) {
            return add(new Step.React(List.of(reactions), Step.Reaction.NONE, QUIET, limit));
        }

        public Builder note(String note) {
            return add(new Step.Note(note));
        }

        public Script hangUp() {
            return add(new Step.HangUp()).build();
        }

        public Script build() {
            return new Script(name, understandsText, VoiceTraits.PLAIN, Temper.EVEN, steps, transferred);
        }

        private Builder add(Step step) {
            part.add(step);
            return this;
        }
    }
}
