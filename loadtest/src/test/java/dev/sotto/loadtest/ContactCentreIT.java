package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.acd.Arrival;
import dev.sotto.loadtest.acd.CentreFigures;
import dev.sotto.loadtest.acd.ContactCentre;
import dev.sotto.loadtest.acd.Dialogues;
import dev.sotto.loadtest.acd.ScreenPop;
import dev.sotto.loadtest.acd.ServedCall;
import dev.sotto.loadtest.acd.Whisper;
import dev.sotto.loadtest.desk.Decisions;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.desk.Odds;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.VirtualCaller;
import dev.sotto.loadtest.phone.Voice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real calls to a contact centre with one person; no gateway. Its people are quick, so that the test is. */
class ContactCentreIT {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Voice voice = new Voice();
    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> announced = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<ServedCall> over = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void writesDialogues() throws Exception {
        Files.writeString(folder.resolve("queue.yaml"), "welcome: Please hold.\nagain: Still.\nevery: 60s\n");
        Files.writeString(folder.resolve("other.yaml"), """
                intents: [other, refund]
                acts:
                  - say: Hello.
                  - ask: used
                    text: Have you used it?
                  - decide: approve_refund
                    kind: approval
                    ways:
                      - way: approve
                        acts: [{say: You get it back.}]
                      - way: decline
                        acts: [{say: Sorry.}]
                  - resolved: true
                  - say: Goodbye.
                """);
    }

    @AfterEach
    void closes() {
        voice.close();
        await(vertx.close());
    }

    private final class Listening implements Whisper {
        @Override
        public void said(String callId, String text) {
            said.add(callId + " " + text);
        }

        @Override
        public void announced(String callId, String text) {
            announced.add(callId + " " + text);
        }
    }

    private ContactCentre open(int people, Duration ringing) {
        HumanTimes quick = HumanTimes.usual(1).slower(0.02);
        Decisions always = Decisions.of(1, new Odds(0, Map.of(), 0, List.of(), List.of("words")));
        ContactCentre.Plan plan = ContactCentre.Plan.of(people, quick, always, this::known)
                .with(Dialogues.read(folder))
                .with(new Listening())
                .telling(over::add)
                .ringing(ringing);
        return await(ContactCentre.open(vertx, voice, HERE, plan));
    }

    private Future<ScreenPop> known(Arrival arrival) {
        return Future.succeededFuture(
                new ScreenPop(arrival.user().length(), "refund", Map.of(), Map.of("used", "no"), "wants a refund"));
    }

    private VirtualCaller call(ContactCentre centre, String user, Script script) {
        voice.learn(script);
        Telephone telephone = await(Telephone.open(vertx, voice, centre.address(), HERE));
        return await(telephone.call(user, script));
    }

    @Test
    void theSecondHearsTheQueueAndIsServedAndTheThirdGivesUp() {
        ContactCentre centre = open(1, Duration.ZERO);
        VirtualCaller first = call(centre, "a", answering());
        await(first.heard());
        House.eventually(() -> said.stream().anyMatch(line -> line.startsWith(first.callId())), begun -> begun);
        VirtualCaller second = call(centre, "bb", answering());
        VirtualCaller third = call(centre, "ccc", answering());
        await(second.heard());
        await(third.heard());
        third.hangUp();

        assertThat(await(first.result()).outcome()).isEqualTo(CallResult.Outcome.COMPLETED);
        assertThat(await(second.result()).outcome()).isEqualTo(CallResult.Outcome.COMPLETED);
        assertThat(await(third.result()).outcome()).isEqualTo(CallResult.Outcome.ABANDONED);
        CentreFigures figures = await(centre.close());

        ServedCall queued = served(figures, second);
        assertThat(queued.outcome()).isEqualTo(ServedCall.Outcome.RESOLVED);
        assertThat(queued.caller()).isEqualTo(2);
        assertThat(queued.takenAt()).isGreaterThan(served(figures, first).releasedAt());
        assertThat(queued.decisions()).containsEntry("approve_refund", "approve");
        assertThat(queued.asked()).isEqualTo(1);
        assertThat(queued.talk()).isGreaterThan(Duration.ofSeconds(2));
        ServedCall gone = served(figures, third);
        assertThat(gone.outcome()).isEqualTo(ServedCall.Outcome.ABANDONED_IN_QUEUE);
        assertThat(gone.takenAt()).isNull();
        assertThat(gone.personTime()).isZero();
        assertThat(announced).contains(second.callId() + " Please hold.", third.callId() + " Please hold.");
        assertThat(said).noneMatch(line -> line.startsWith(third.callId()));
        assertThat(said).contains(first.callId() + " You get it back.", second.callId() + " You get it back.");
        assertThat(over).hasSize(3);
    }

    /** Answers the one question, and waits to be hung up on. */
    private static Script answering() {
        return Script.named("answering")
                .within(Duration.ofSeconds(40))
                .untilSound()
                .pause(Duration.ofMillis(200))
                .listen()
                .say("no, never")
                .untilTheyHangUp()
                .build();
    }

    @Test
    void whoCancelsWhileItRingsWasNeverAnswered() {
        ContactCentre centre = open(1, Duration.ofSeconds(30));
        VirtualCaller caller = call(centre, "a", answering());
        caller.hangUp();

        assertThat(await(caller.result()).outcome()).isEqualTo(CallResult.Outcome.ABANDONED);
        CentreFigures figures = await(centre.close());
        assertThat(served(figures, caller).outcome()).isEqualTo(ServedCall.Outcome.NEVER_ANSWERED);
        assertThat(served(figures, caller).queued()).isZero();
    }

    @Test
    void whoLeavesAPersonHasCostThemTimeAndWrapUp() {
        ContactCentre centre = open(1, Duration.ZERO);
        VirtualCaller caller = call(centre, "a", answering());
        House.eventually(said::size, lines -> lines > 0);
        caller.hangUp();

        assertThat(await(caller.result()).outcome()).isEqualTo(CallResult.Outcome.ABANDONED);
        CentreFigures figures = await(centre.close());
        ServedCall left = served(figures, caller);
        assertThat(left.outcome()).isEqualTo(ServedCall.Outcome.ABANDONED_IN_TALK);
        assertThat(left.resolvedAt()).isNull();
        assertThat(left.wrapUp()).isPositive();
        assertThat(left.talk()).isPositive();
        assertThat(figures.personTime()).isEqualTo(left.personTime());
    }

    @Test
    void whenItClosesWhoIsInTheQueueIsHungUpOn() {
        ContactCentre centre = open(0, Duration.ZERO);
        VirtualCaller caller = call(centre, "a", answering());
        await(caller.heard());

        CentreFigures figures = await(centre.close());

        assertThat(served(figures, caller).outcome()).isEqualTo(ServedCall.Outcome.CLOSED);
        assertThat(await(caller.result()).outcome()).isNotEqualTo(CallResult.Outcome.ABANDONED);
    }

    private static ServedCall served(CentreFigures figures, VirtualCaller caller) {
        return figures.calls().stream()
                .filter(call -> call.callId().equals(caller.callId()))
                .findFirst()
                .orElseThrow();
    }
}
