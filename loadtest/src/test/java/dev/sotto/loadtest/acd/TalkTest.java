package dev.sotto.loadtest.acd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.desk.Decisions;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.desk.Kind;
import dev.sotto.loadtest.desk.LogNormal;
import dev.sotto.loadtest.desk.Odds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A person who needs 1 s to turn to a call, 1 s a word to read, 10 s to think; everything that is said takes 2 s. */
class TalkTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FRAME = SECOND / 50;
    private static final long SPEECH = 2 * SECOND;
    private static final Act.Ask USED = new Act.Ask("used", "Used?", List.of("yes", "no"), 0);
    private static final ScreenPop KNOWN = new ScreenPop(7, "refund", Map.of(), Map.of(), "");

    private final FakeLine line = new FakeLine();
    private final List<String> log = new ArrayList<>();
    private boolean waitsForSystem;
    private long now;

    /** Someone at the other end, whose speech is set by the test. */
    private final class FakeLine implements Line {
        private long speakingUntil = Long.MIN_VALUE;
        private long callerBegan = -1;
        private long callerEnded = -1;

        @Override
        public void say(String text) {
            log.add(seconds() + " " + text);
            speakingUntil = now + SPEECH;
        }

        @Override
        public boolean speaking() {
            return now < speakingUntil;
        }

        @Override
        public boolean callerBeganSince(long nanos) {
            return callerBegan >= 0 && now >= callerBegan && callerBegan >= nanos;
        }

        @Override
        public boolean callerQuietFor(long nanos, long nowNanos) {
            return callerBegan < 0 || nowNanos < callerBegan || nowNanos - callerEnded >= nanos;
        }

        void callerSpeaks(double from, double to) {
            callerBegan = Math.round(from * SECOND);
            callerEnded = Math.round(to * SECOND);
        }
    }

    private String seconds() {
        return String.format(java.util.Locale.ROOT, "%.1f", (double) now / SECOND);
    }

    private static Talk.Manner manner(double decline) {
        LogNormal ten = LogNormal.fixed(Duration.ofSeconds(10));
        HumanTimes times = new HumanTimes(
                1,
                new HumanTimes.Turning(Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO),
                new HumanTimes.Hands(60, 60, 0, Duration.ZERO),
                new HumanTimes.Thinking(ten, ten, ten),
                ten);
        Odds odds = new Odds(decline, Map.of("used: yes", 1.0), decline, List.of(), List.of("words"));
        return new Talk.Manner(times, Decisions.of(1, odds), Duration.ofMillis(240));
    }

    private Talk talk(ScreenPop pop, Act... acts) {
        return talk(pop, 0, acts);
    }

    private Talk talk(ScreenPop pop, double decline, Act... acts) {
        return new Talk(
                new Dialogue("d", Set.of("i"), List.of(acts)), pop, manner(decline), line, book -> waitsForSystem, 0);
    }

    /** Ticks to that second; false when the talk was over before. */
    private boolean until(Talk talk, double second) {
        for (; now <= Math.round(second * SECOND); now += FRAME) {
            if (talk.tick(now)) {
                log.add(seconds() + " (goodbye)");
                return false;
            }
        }
        return true;
    }

    @Test
    void aPersonGreetsSaysTheRestAndHangsUpAfterABreath() {
        until(talk(KNOWN, new Act.Say("Hello"), new Act.Say("Goodbye")), 60);

        assertThat(log).containsExactly("1.0 Hello", "3.0 Goodbye", "6.0 (goodbye)");
    }

    @Test
    void theScreenIsReadWhileGreetingAndThen() {
        ScreenPop pop = new ScreenPop(7, "i", Map.of("Item", "trail tent"), Map.of(), "wants a refund");

        until(talk(pop, new Act.Say("Hello"), new Act.Say("I see")), 60);

        // six words to read from the first second on
        assertThat(log).startsWith("1.0 Hello", "7.0 I see");
    }

    @Test
    void anAnswerIsListenedToUntilItsEndAndTheGapThatPeopleLeave() {
        Talk talk = talk(KNOWN, USED, new Act.Say("Thank you"));
        until(talk, 3);
        line.callerSpeaks(3.6, 5.0);
        until(talk, 60);

        assertThat(log).startsWith("1.0 Used?", "5.2 Thank you");
        assertThat(talk.asked()).isEqualTo(1);
        assertThat(talk.repeated()).isZero();
    }

    @Test
    void anAnswerOverTheEndOfTheQuestionCounts() {
        Talk talk = talk(KNOWN, USED, new Act.Say("Thank you"));
        line.callerSpeaks(2.5, 3.5);
        until(talk, 60);

        assertThat(log).startsWith("1.0 Used?", "3.7 Thank you");
    }

    @Test
    void nobodyIsTalkedOver() {
        line.callerSpeaks(0.5, 4.0);

        until(talk(KNOWN, new Act.Say("Hello")), 60);

        assertThat(log).startsWith("4.2 Hello");
    }

    @Test
    void aQuestionIsPutAgainAfterSilenceAndThenLeft() {
        Talk talk = talk(KNOWN, USED, new Act.Say("Well then"));
        until(talk, 60);

        assertThat(log).startsWith("1.0 Used?", "9.0 Used?", "17.0 Used?", "25.0 Well then");
        assertThat(talk.repeated()).isEqualTo(2);
        assertThat(talk.asked()).isEqualTo(1);
    }

    @Test
    void whatTheAssistantKnewIsNotAskedAgain() {
        ScreenPop pop = new ScreenPop(7, "i", Map.of("used", "no"), Map.of(), "");
        Talk talk = talk(pop, USED, new Act.Say("Hello"));
        until(talk, 60);

        assertThat(log).first().asString().endsWith("Hello");
        assertThat(talk.asked()).isZero();
    }

    @Test
    void whatTheCallerAnswersBearsOnTheDecision() {
        ScreenPop pop = new ScreenPop(7, "i", Map.of(), Map.of("used", "yes"), "");
        Act.Decide decide = new Act.Decide(
                "p",
                Kind.APPROVAL,
                List.of(
                        new Act.Way("approve", List.of(new Act.Say("Yes"))),
                        new Act.Way("decline", List.of(new Act.Say("No")))));
        Talk talk = talk(pop, USED, decide, new Act.Resolved());
        until(talk, 3);
        line.callerSpeaks(3, 4);
        until(talk, 60);

        // decided 10 s after the gap
        assertThat(log).startsWith("1.0 Used?", "14.2 No");
        assertThat(talk.decisions()).containsExactly(Map.entry("p", "decline"));
        assertThat(talk.resolved()).isTrue();
        assertThat(talk.resolvedNanos()).isBetween(16 * SECOND, 17 * SECOND);
    }

    @Test
    void decisionsInsideDecisionsAreTakenToo() {
        Act.Decide inner = new Act.Decide(
                "inner", Kind.INSTRUCTION, List.of(new Act.Way("yes", List.of()), new Act.Way("no", List.of())));
        Act.Decide outer = new Act.Decide("outer", Kind.CLARIFICATION, List.of(new Act.Way("only", List.of(inner))));
        Talk talk = talk(KNOWN, outer, new Act.Say("Done"));
        until(talk, 60);

        assertThat(talk.decisions()).containsExactlyInAnyOrderEntriesOf(Map.of("outer", "only", "inner", "yes"));
        assertThat(log).startsWith("21.0 Done");
    }

    @Test
    void notesAreTypedBeforeThePersonGoesOn() {
        Act.Ask noted = new Act.Ask("reason", "Why?", List.of(), 5);
        Talk talk = talk(KNOWN, noted, new Act.Say("Thank you"));
        until(talk, 3);
        line.callerSpeaks(3, 4);
        until(talk, 60);

        assertThat(log).startsWith("1.0 Why?", "9.2 Thank you");
    }

    @Test
    void theSystemIsWaitedFor() {
        waitsForSystem = true;
        Talk talk = talk(KNOWN, new Act.Book("/shop", Map.of()), new Act.Say("Done"));
        until(talk, 4);
        assertThat(log).isEmpty();

        talk.booked();
        until(talk, 60);

        assertThat(log).startsWith("4.0 Done");
    }
}
