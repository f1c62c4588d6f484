package dev.sotto.loadtest.desk;

import java.time.Duration;
import java.util.Locale;

/**
 * How long a person needs: to turn to something, to read it, to decide, to press a key or to type, and to wrap up a call. The
 * same at the desk and in the old contact centre, and drawn per (seed, caller, what): the same caller costs the same thought in
 * both arms of an experiment, whoever serves them. Any thread.
 *
 * <p>{@link #with} sets one of them by its name, {@link HumanTimesTable} tells all of them with their sources.
 *
 * @param seed of the run
 */
public record HumanTimes(long seed, Turning turning, Hands hands, Thinking thinking, LogNormal wrapUp) {
    /**
     * Moving one's attention.
     *
     * @param notice {@code notice}: from nothing to do to a card that has just come. Default 1.35 s, the operator M (mentally
     *     prepare) of the keystroke-level model (Card, Moran and Newell, 1980)
     * @param shift {@code shift}: from one card to the next that waits already. Default 1.35 s, M as well
     * @param afterAnswer {@code after_answer}: work left when a card is answered. Default 0 s, as the journal writes itself:
     *     an assumption
     */
    public record Turning(Duration notice, Duration shift, Duration afterAnswer) {}

    /**
     * Eyes and fingers.
     *
     * @param readingWpm {@code reading_wpm}: words a minute, silently. Default 238 (Brysbaert, "How many words do we read per
     *     minute?", 2019: English non-fiction, 190 studies)
     * @param typingWpm {@code typing_wpm}: words a minute. Default 40, the "average non-secretary typist" of the keystroke-level
     *     model; about 52 is the average of 168,000 volunteers (Dhakal et al., "Observations on Typing from 136 Million
     *     Keystrokes", 2018), who copied what they saw
     * @param rereading {@code rereading}: the share of a task file's standing sentences and labels (what the caller wants, what the
     *     assistant said, names of facts, answers and what each does) that is read on each card although people know them from
     *     the cards before; what is this caller's is always read. Default 0: an assumption; 1 reads every word of each card
     * @param key {@code key}: one key press for a proposed answer. Default 0.28 s, the operator K of the same typist
     */
    public record Hands(double readingWpm, double typingWpm, double rereading, Duration key) {
        public Hands {
            if (!(readingWpm > 0 && typingWpm > 0)) {
                throw new IllegalArgumentException("words a minute: " + readingWpm + ", " + typingWpm);
            }
            if (!(rereading >= 0 && rereading <= 1)) {
                throw new IllegalArgumentException("a share: " + rereading);
            }
        }
    }

    /**
     * Deciding, when everything is read. Log-normal; medians and sigmas are assumptions.
     *
     * @param approval {@code approval}: default 4 s
     * @param clarification {@code clarification}: default 5 s
     * @param instruction {@code instruction}: default 8 s, before any typing
     */
    public record Thinking(LogNormal approval, LogNormal clarification, LogNormal instruction) {
        LogNormal of(Kind kind) {
            return switch (kind) {
                case APPROVAL -> approval;
                case CLARIFICATION -> clarification;
                case INSTRUCTION -> instruction;
            };
        }
    }

    static final Duration MENTALLY_PREPARE = Duration.ofMillis(1_350);
    private static final double SIGMA = 0.5;

    /**
     * The defaults. {@code wrap_up}, the work after a call of the old contact centre, has a median of 30 s: an assumption, on
     * the low side of what contact centres report, which favours them. {@code sigma} of all four is 0.5: an assumption.
     */
    public static HumanTimes usual(long seed) {
        return new HumanTimes(
                seed,
                new Turning(MENTALLY_PREPARE, MENTALLY_PREPARE, Duration.ZERO),
                new Hands(238, 40, 0, Duration.ofMillis(280)),
                new Thinking(seconds(4), seconds(5), seconds(8)),
                seconds(30));
    }

    private static LogNormal seconds(long median) {
        return new LogNormal(Duration.ofSeconds(median), SIGMA);
    }

    /**
     * The same with one value changed, for settings and command lines: times in seconds.
     *
     * @param name as in the Javadoc of the fields, for example {@code reading_wpm}
     */
    public HumanTimes with(String name, double value) {
        Duration time = Duration.ofNanos(Math.round(value * 1e9));
        return switch (name.toLowerCase(Locale.ROOT).replace('-', '_')) {
            case "notice" -> turning(new Turning(time, turning.shift, turning.afterAnswer));
            case "shift" -> turning(new Turning(turning.notice, time, turning.afterAnswer));
            case "after_answer" -> turning(new Turning(turning.notice, turning.shift, time));
            case "reading_wpm" -> hands(new Hands(value, hands.typingWpm, hands.rereading, hands.key));
            case "typing_wpm" -> hands(new Hands(hands.readingWpm, value, hands.rereading, hands.key));
            case "rereading" -> hands(new Hands(hands.readingWpm, hands.typingWpm, value, hands.key));
            case "key" -> hands(new Hands(hands.readingWpm, hands.typingWpm, hands.rereading, time));
            case "approval" ->
                thinking(new Thinking(
                        new LogNormal(time, thinking.approval.sigma()), thinking.clarification, thinking.instruction));
            case "clarification" ->
                thinking(new Thinking(
                        thinking.approval, new LogNormal(time, thinking.clarification.sigma()), thinking.instruction));
            case "instruction" ->
                thinking(new Thinking(
                        thinking.approval, thinking.clarification, new LogNormal(time, thinking.instruction.sigma())));
            case "wrap_up" -> new HumanTimes(seed, turning, hands, thinking, new LogNormal(time, wrapUp.sigma()));
            case "sigma" -> spread(value);
            default -> throw new IllegalArgumentException("no human time is called " + name);
        };
    }

    /** Everything so many times slower: {@code 2} is a person who takes twice as long for all of it. */
    public HumanTimes slower(double factor) {
        return new HumanTimes(
                seed,
                new Turning(
                        times(turning.notice, factor),
                        times(turning.shift, factor),
                        times(turning.afterAnswer, factor)),
                new Hands(
                        hands.readingWpm / factor, hands.typingWpm / factor, hands.rereading, times(hands.key, factor)),
                new Thinking(
                        thinking.approval.scaled(factor),
                        thinking.clarification.scaled(factor),
                        thinking.instruction.scaled(factor)),
                wrapUp.scaled(factor));
    }

    private HumanTimes spread(double sigma) {
        Thinking spread = new Thinking(
                thinking.approval.spread(sigma),
                thinking.clarification.spread(sigma),
                thinking.instruction.spread(sigma));
        return new HumanTimes(seed, turning, hands, spread, wrapUp.spread(sigma));
    }

    private HumanTimes turning(Turning other) {
        return new HumanTimes(seed, other, hands, thinking, wrapUp);
    }

    private HumanTimes hands(Hands other) {
        return new HumanTimes(seed, turning, other, thinking, wrapUp);
    }

    private HumanTimes thinking(Thinking other) {
        return new HumanTimes(seed, turning, hands, other, wrapUp);
    }

    private static Duration times(Duration time, double factor) {
        return Duration.ofNanos(Math.round(time.toNanos() * factor));
    }

    /** To read a text silently. */
    public Duration reading(int words) {
        return minutes(words / hands.readingWpm);
    }

    /** To type a text. */
    public Duration typing(String text) {
        return minutes(words(text) / hands.typingWpm);
    }

    /** To decide on this point of this caller's matter. */
    public Duration thinking(int caller, Kind kind, String point) {
        return thinking.of(kind).draw(new Draws(seed).of(caller, "think " + point));
    }

    /** To look something up or do something in another system that half of such times take {@code median} for. */
    public Duration doing(int caller, Duration median, String what) {
        return new LogNormal(median, wrapUp.sigma()).draw(new Draws(seed).of(caller, "do " + what));
    }

    /** After this caller's call. */
    public Duration wrapUp(int caller) {
        return wrapUp.draw(new Draws(seed).of(caller, "wrap up"));
    }

    /** How many there are in a text; 0 of an empty one. */
    public static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static Duration minutes(double minutes) {
        return Duration.ofNanos(Math.round(minutes * 60e9));
    }
}
