package dev.sotto.loadtest.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A minute of reading, a minute of thinking, one second to turn: figures that can be added up. */
class ScreenTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration SHIFT = Duration.ofSeconds(2);
    private static final Duration KEY = Duration.ofMillis(500);
    private static final Duration THINK = Duration.ofSeconds(10);

    private int live = 4;
    private final Screen screen = new Screen(times(Duration.ZERO), Judgement.approvals("approve"), () -> live);

    private static HumanTimes times(Duration afterAnswer) {
        LogNormal thinking = LogNormal.fixed(THINK);
        return new HumanTimes(
                1,
                new HumanTimes.Turning(TURN, SHIFT, afterAnswer),
                new HumanTimes.Hands(60, 30, 0, KEY),
                new HumanTimes.Thinking(thinking, thinking, thinking),
                thinking);
    }

    /** Five words: five seconds to read. */
    private static JsonObject card(String id, int patienceSeconds) {
        return new JsonObject()
                .put("id", id)
                .put("kind", "approval")
                .put("point", "p")
                .put("channel", "voice")
                .put("question", "Refund two dollars for this?")
                .put("createdAt", START.toString())
                .put("answerBy", START.plusSeconds(600).toString())
                .put("patience", patienceSeconds);
    }

    private void shown(JsonObject card, int atSecond) {
        screen.offered(card, START.plusSeconds(atSecond))
                .ifPresent(consult -> screen.known(consult, "call-" + consult.id(), 1));
    }

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1_000));
    }

    @Test
    void aCardIsNoticedReadThoughtAboutAndAnswered() {
        shown(card("a", 90), 0);
        screen.take(at(0));

        assertThat(screen.wakeAt(at(0))).contains(at(1 + 5 + 10 + 0.5));
        assertThat(screen.press(at(16.4))).isEmpty();
        Consult consult = screen.press(at(16.5)).orElseThrow().settled(Consult.Outcome.ACCEPTED);

        assertThat(consult.busy()).isEqualTo(Duration.ofMillis(16_500));
        assertThat(consult.begunAt()).isEqualTo(at(0));
        assertThat(consult.answeredAt()).isEqualTo(at(16.5));
        assertThat(consult.answer()).isEqualTo("approve");
        assertThat(consult.callId()).isEqualTo("call-a");
        assertThat(consult.live()).isEqualTo(4);
    }

    @Test
    void theOthersWaitAndTheLeastPatientIsNext() {
        shown(card("first", 90), 0);
        screen.take(at(0));
        shown(card("patient", 80), 1);
        shown(card("hasty", 20), 2);

        assertThat(screen.take(at(3))).isEmpty();
        Consult first = screen.press(at(16.5)).orElseThrow().settled(Consult.Outcome.ACCEPTED);
        OpenConsult second = screen.take(at(16.5)).orElseThrow();

        assertThat(first.waiting()).isZero();
        assertThat(second.id()).isEqualTo("hasty");
        assertThat(second.waiting).isEqualTo(1);
        // the shift from one card to the next, not the notice of a new one
        assertThat(screen.wakeAt(at(16.5))).contains(at(16.5 + 2 + 5 + 10 + 0.5));
    }

    @Test
    void aVoiceComesBeforeAChatOfTheSameSecond() {
        shown(card("chat", 50).put("channel", "chat"), 0);
        shown(card("voice", 50), 0);

        assertThat(screen.take(at(0)).map(OpenConsult::id)).contains("voice");
    }

    @Test
    void whatIsWithdrawnInHandHasCostTimeAndTheNextIsTaken() {
        shown(card("a", 30), 0);
        shown(card("b", 60), 0);
        screen.take(at(0));

        Optional<Consult> dropped = screen.gone("a", Consult.Outcome.DROPPED, at(7));

        assertThat(dropped).get().satisfies(consult -> {
            assertThat(consult.busy()).isEqualTo(Duration.ofSeconds(7));
            assertThat(consult.answeredAt()).isNull();
            assertThat(consult.outcome()).isEqualTo(Consult.Outcome.DROPPED);
        });
        assertThat(screen.take(at(7)).map(OpenConsult::id)).contains("b");
    }

    @Test
    void whatIsWithdrawnUnreadCostsNothing() {
        shown(card("a", 30), 0);
        shown(card("b", 60), 0);
        screen.take(at(0));

        assertThat(screen.gone("b", Consult.Outcome.DROPPED, at(3)).map(Consult::busy))
                .contains(Duration.ZERO);
        assertThat(screen.busy(at(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(screen.gone("never seen", Consult.Outcome.DROPPED, at(3))).isEmpty();
    }

    @Test
    void whatGrowsInHandIsReadOn() {
        shown(card("a", 90), 0);
        screen.take(at(0));
        JsonObject more = card("a", 80)
                .put(
                        "evidence",
                        new JsonArray()
                                .add(new JsonObject().put("label", "Reason").put("value", "too small now")));

        screen.changed(more, at(4));
        screen.changed(more, at(5));

        assertThat(screen.wakeAt(at(5))).contains(at(16.5 + 3));
    }

    @Test
    void wordsOfTheirOwnAreTyped() {
        Screen typing = new Screen(
                times(Duration.ZERO),
                card -> new JsonObject().put("answer", "instruct").put("text", "write to them"),
                () -> 0);
        typing.offered(card("a", 90), START).ifPresent(consult -> typing.known(consult, "", -1));
        typing.take(START);

        // three words at 30 a minute: six seconds more
        assertThat(typing.wakeAt(START)).contains(at(16.5 + 6));
    }

    @Test
    void workAfterAnAnswerKeepsThemFromTheNext() {
        Screen busy = new Screen(times(Duration.ofSeconds(20)), Judgement.approvals("approve"), () -> 0);
        busy.offered(card("a", 90), START).ifPresent(consult -> busy.known(consult, "", -1));
        busy.offered(card("b", 95), START).ifPresent(consult -> busy.known(consult, "", -1));
        busy.take(START);
        busy.press(at(16.5));

        assertThat(busy.take(at(20))).isEmpty();
        assertThat(busy.wakeAt(at(20))).contains(at(36.5));
        assertThat(busy.take(at(36.5)).map(OpenConsult::id)).contains("b");
        assertThat(busy.busy(at(36.5))).isEqualTo(Duration.ofMillis(36_500));
    }

    @Test
    void aCardIsNotTakenBeforeItIsKnownWhoseItIs() {
        OpenConsult consult = screen.offered(card("a", 90), START).orElseThrow();

        assertThat(screen.take(at(1))).isEmpty();
        screen.known(consult, "call", 1);
        assertThat(screen.take(at(1))).isPresent();
        assertThat(screen.offered(card("a", 90), at(2))).isEmpty();
    }

    @Test
    void cardsOfNobodyKnownDontAllTakeTheSameTime() {
        Screen unknown = new Screen(HumanTimes.usual(1), Judgement.approvals("approve"), () -> 0);
        Set<Duration> taken = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            unknown.offered(card("card " + i, 90), START).ifPresent(consult -> unknown.known(consult, "", -1));
            unknown.take(START);
            taken.add(Duration.between(START, unknown.wakeAt(START).orElseThrow()));
            unknown.gone("card " + i, Consult.Outcome.DROPPED, START);
        }

        assertThat(taken).hasSize(5);
    }

    @Test
    void whatIsTheCallersIsReadAndWhatStandsInTheTaskFileIsKnown() {
        JsonObject card = card("a", 90)
                .put("summary", "Caller wants a refund")
                .put("question", "Refund it?")
                .put(
                        "excerpt",
                        new JsonArray()
                                .add(line("assistant", "What was wrong with it?"))
                                .add(line("caller", "it doesn't fit me")))
                .put(
                        "evidence",
                        new JsonArray()
                                .add(new JsonObject().put("label", "Reason").put("value", "too small"))
                                .add(new JsonObject().put("label", "Used").putNull("value")))
                .put(
                        "proposals",
                        new JsonArray()
                                .add(new JsonObject().put("label", "Approve").put("effect", "pays $89 back")));
        int callers = 2 + 4 + 2;
        int standing = 4 + 5 + 2 + 1 + 3;

        assertThat(CardText.words(card, 0)).isEqualTo(callers);
        assertThat(CardText.words(card, 1)).isEqualTo(callers + standing);
        assertThat(CardText.words(card, 0.2)).isEqualTo(callers + 3);
    }

    private static JsonObject line(String from, String text) {
        return new JsonObject().put("from", from).put("text", text);
    }
}
