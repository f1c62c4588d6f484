package dev.sotto.orchestrator.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.assistant.Assistant;
import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AudioSpan;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.LineQuality;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.conversation.Source;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import dev.sotto.orchestrator.message.CallerSilence;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.NoSuchConversation;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.message.ToEdge;
import dev.sotto.orchestrator.task.Article;
import dev.sotto.orchestrator.task.Persona;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.tool.ToolCall;
import dev.sotto.orchestrator.tool.ToolResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The runner on a real event bus, with a journal that can be held up; no sockets. */
class ConversationVerticleTest {
    private static final LineQuality LINE = new LineQuality(0, 0, 1, 1, 20, 4.4, 4.4);
    private static final Playbook PLAYBOOK = new Playbook(
            new Persona("Shop", "Hello.", "Anything else?", "Goodbye.", "", "USD"),
            Map.of(),
            Map.of(),
            List.<Article>of(),
            "f");

    private final Vertx vertx = Vertx.vertx();
    private final Addresses addresses = new Addresses("test", 1);
    private final MemoryJournal journal = new MemoryJournal();
    private final LinkedBlockingQueue<ToEdge> edge = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<ToDesk> desk = new LinkedBlockingQueue<>();
    private String deployment = "";

    @BeforeEach
    void start() throws Exception {
        BusRecords.register(vertx.eventBus());
        vertx.eventBus().<ToEdge>consumer(addresses.edge("e"), message -> {
            if (!(message.body() instanceof ToEdge.Typing) && !(message.body() instanceof ToEdge.Expect)) {
                edge.add(message.body());
            }
        });
        vertx.eventBus().<ToDesk>consumer(addresses.desk(), message -> {
            desk.add(message.body());
            message.reply(message.body() instanceof ToDesk.Ask ? new ToDesk.GuidanceNoted(1, 1) : Ok.OK);
        });
        deploy();
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private void deploy() throws Exception {
        Services services = new Services(
                addresses,
                new ConversationMachine(PLAYBOOK),
                "f",
                new KayakAssistant(),
                new NoTools(),
                journal,
                new EventJson(),
                RunnerMeters.NONE,
                InstantSource.system());
        deployment = await(vertx.deployVerticle(new ConversationVerticle(services, 0)));
    }

    @Test
    void messageIsAcknowledgedOnlyWhenItIsDurable() throws Exception {
        begin("c", Channel.CHAT);
        journal.hold();
        Future<Object> reply = ask(said("c", "hello", "m1"));
        assertThat(await(ask(new ToConversation.Read("c")))).isInstanceOf(ConversationView.class);
        assertThat(reply.isComplete()).isFalse();

        journal.release();

        assertThat(await(reply)).isEqualTo(Ok.OK);
    }

    @Test
    void whatIsSaidIsInTheJournalWithTheEventThatCausedIt() throws Exception {
        begin("c", Channel.CHAT);
        await(ask(said("c", "do you wrap kayaks", "m1")));
        awaitLines("c", 3);

        var said = await(journal.said("c"));

        assertThat(said.get(1L))
                .singleElement()
                .satisfies(line -> assertThat(line.cause()).isEqualTo("greeting"));
        assertThat(said.get(3L)).singleElement().satisfies(line -> {
            assertThat(line.line()).isEqualTo(3);
            assertThat(line.cause()).isEqualTo("instruction consult is open");
        });
        assertThat(journal.types()).startsWith("Began", "CustomerSaid", "Understood");
    }

    @Test
    void sameMessageAgainIsAcknowledgedAndDoesNothing() throws Exception {
        begin("c", Channel.CHAT);
        assertThat(await(ask(said("c", "hello", "m1")))).isEqualTo(Ok.OK);
        awaitLines("c", 3);

        assertThat(await(ask(said("c", "hello", "m1")))).isEqualTo(Ok.OK);

        assertThat(view("c").transcript()).hasSize(3);
    }

    @Test
    void wordsOfAChatWaitForTheirCauseAndWordsOfACallDoNot() throws Exception {
        journal.hold();
        ask(beginning("chat", Channel.CHAT));
        ask(beginning("call", Channel.VOICE));

        ToEdge first = edge.poll(5, TimeUnit.SECONDS);
        assertThat(first.conversationId()).isEqualTo("call");
        assertThat(edge).isEmpty();
        journal.release();

        assertThat(edge.poll(5, TimeUnit.SECONDS).conversationId()).isEqualTo("chat");
    }

    @Test
    void conversationWhoseJournalFailsIsGivenUpAndNothingIsPromised() throws Exception {
        begin("c", Channel.CHAT);
        journal.breakDown();

        assertThat(await(ask(said("c", "hello", "m1")))).isInstanceOf(Refused.class);

        assertThat(edge.poll(5, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ToEdge.HangUp.class,
                        end -> assertThat(end.termination()).isEqualTo("journal_unavailable"));
        assertThat(await(ask(new ToConversation.Read("c")))).isInstanceOf(NoSuchConversation.class);
    }

    @Test
    void whatWasGivenUpIsClosedInTheJournalOnceItTakesFactsAgain() throws Exception {
        begin("c", Channel.CHAT);
        journal.breakDown();
        assertThat(await(ask(said("c", "hello", "m1")))).isInstanceOf(Refused.class);
        assertThat(journal.state("c")).isEqualTo("live");

        journal.mend();

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!journal.state("c").equals("ended") && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(journal.state("c")).isEqualTo("ended");
        assertThat(journal.types()).containsExactly("Began", "CustomerLeft");
    }

    @Test
    void chatIsRebuiltAfterARestartAndItsOpenConsultIsAskedForAgain() throws Exception {
        begin("c", Channel.CHAT);
        await(ask(said("c", "do you wrap kayaks", "m1")));
        ToDesk.Ask asked = (ToDesk.Ask) desk.poll(5, TimeUnit.SECONDS);
        awaitLines("c", 3);
        ConversationView before = view("c");

        await(vertx.undeploy(deployment));
        deploy();

        assertThat(view("c").transcript()).isEqualTo(before.transcript());
        assertThat(((ToDesk.Ask) desk.poll(5, TimeUnit.SECONDS)).request()).isEqualTo(asked.request());
        assertThat(desk.poll(5, TimeUnit.SECONDS))
                .isEqualTo(new ToDesk.Reconcile("c", List.of(asked.request().id())));
    }

    @Test
    void callIsOverAfterARestartAndItsConsultIsWithdrawn() throws Exception {
        begin("c", Channel.VOICE);
        await(ask(said("c", "do you wrap kayaks", null)));
        assertThat(desk.poll(5, TimeUnit.SECONDS)).isInstanceOf(ToDesk.Ask.class);

        await(vertx.undeploy(deployment));
        deploy();

        assertThat(desk.poll(5, TimeUnit.SECONDS)).isInstanceOf(ToDesk.Withdraw.class);
        assertThat(await(ask(new ToConversation.Read("c")))).isInstanceOf(NoSuchConversation.class);
        assertThat(await(new Replay(journal, new ConversationMachine(PLAYBOOK), new EventJson()).find("c")))
                .hasValueSatisfying(view -> assertThat(view.termination()).isEqualTo("gateway_restarted"));
    }

    @Test
    void answerThatComesTwiceIsSaidOnce() throws Exception {
        begin("c", Channel.CHAT);
        await(ask(said("c", "do you wrap kayaks", "m1")));
        String id = ((ToDesk.Ask) desk.poll(5, TimeUnit.SECONDS)).request().id();
        GuidanceAnswer answer = new GuidanceAnswer(AnswerKind.INSTRUCT, 0, "yes", "ada", Instant.now());
        awaitLines("c", 3);

        await(ask(new ToConversation.GuidanceAnswered("c", id, answer, null)));
        awaitLines("c", 4);
        await(ask(new ToConversation.GuidanceAnswered("c", id, answer, null)));

        assertThat(view("c").transcript()).hasSize(4);
        assertThat(view("c").transcript().get(3).text()).startsWith("Worded: yes");
    }

    @Test
    void personSpeaksOnlyInAConversationThatTheyHaveTakenOver() throws Exception {
        begin("c", Channel.CHAT);

        Object refused = await(ask(new ToConversation.AgentSaid("c", "ada", "hi", false, Instant.now())));
        await(ask(new ToConversation.TakeOver("c", "ada", Instant.now())));
        Object taken = await(ask(new ToConversation.AgentSaid("c", "ada", "hi", false, Instant.now())));
        Object other = await(ask(new ToConversation.HandBack("c", "ben", Instant.now())));

        assertThat(refused).isInstanceOf(Refused.class);
        assertThat(taken).isEqualTo(Ok.OK);
        assertThat(other).isInstanceOf(Refused.class);
    }

    @Test
    void edgeIsToldWhoseTurnItIsAfterItHasTheWords() throws Exception {
        begin("c", Channel.VOICE);
        await(ask(said("c", "do you wrap kayaks", null)));

        assertThat(edge.poll(5, TimeUnit.SECONDS)).isInstanceOf(ToEdge.Say.class);
        assertThat(edge.poll(5, TimeUnit.SECONDS)).isEqualTo(new ToEdge.Turn("c", "consult"));
    }

    @Test
    void silenceIsShownWhileItLastsAndItsFiguresAreKept() throws Exception {
        LinkedBlockingQueue<DeskEvent> shown = new LinkedBlockingQueue<>();
        vertx.eventBus().<DeskEvent>consumer(addresses.deskEvents(), message -> {
            if (message.body() instanceof DeskEvent.SilenceChanged) {
                shown.add(message.body());
            }
        });
        begin("c", Channel.VOICE);
        measured(2_500, 2_500);
        measured(0, 2_500);
        measured(0, 2_500);
        CallerSilence last = new CallerSilence(0, 2_700, 9_000, 1);
        vertx.eventBus().send(addresses.orchestratorOf("c"), new ToConversation.SilenceMeasured("c", last));

        assertThat(view("c").silence()).isEqualTo(last);
        assertThat(shown.poll(5, TimeUnit.SECONDS)).isEqualTo(new DeskEvent.SilenceChanged("c", 2_500, 2_500));
        assertThat(shown.poll(5, TimeUnit.SECONDS)).isEqualTo(new DeskEvent.SilenceChanged("c", 0, 2_500));
        assertThat(shown.poll(5, TimeUnit.SECONDS)).isEqualTo(new DeskEvent.SilenceChanged("c", 0, 2_700));
        await(ask(new ToConversation.CallMeasured("c", last, 30_000, 8_000, LINE, Instant.now())));
        await(ask(new ToConversation.Gone("c", "caller_hung_up", Instant.now())));
        assertThat(await(new Replay(journal, new ConversationMachine(PLAYBOOK), new EventJson()).find("c")))
                .hasValueSatisfying(view -> assertThat(view.silence()).isEqualTo(last));
    }

    private void measured(long nowMillis, long longestMillis) {
        CallerSilence silence = new CallerSilence(nowMillis, longestMillis, longestMillis, 0);
        vertx.eventBus().send(addresses.orchestratorOf("c"), new ToConversation.SilenceMeasured("c", silence));
    }

    @Test
    void heardLineSaysWhereItIsInTheCallsSound() throws Exception {
        begin("c", Channel.VOICE);
        AudioSpan span = new AudioSpan(300, 900);

        await(ask(new ToConversation.SpeechFinished("c", 1, true, "Hello.", span, Instant.now())));

        assertThat(view("c").transcript().get(0).audio()).isEqualTo(span);
        assertThat(view("c").transcript().get(0).cut()).isFalse();
    }

    @Test
    void goneCustomerLeavesNothingBehind() throws Exception {
        begin("c", Channel.CHAT);

        await(ask(new ToConversation.Gone("c", "visitor_left", Instant.now())));

        assertThat(await(ask(new ToConversation.Read("c")))).isInstanceOf(NoSuchConversation.class);
        assertThat(journal.types()).endsWith("CustomerLeft");
        assertThat(await(journal.list("live", 10))).isEmpty();
    }

    private void begin(String id, Channel channel) throws Exception {
        assertThat(await(ask(beginning(id, channel)))).isEqualTo(Ok.OK);
        assertThat(edge.poll(5, TimeUnit.SECONDS)).isInstanceOf(ToEdge.Say.class);
    }

    private ToConversation.Begin beginning(String id, Channel channel) {
        return new ToConversation.Begin(id, channel, addresses.edge("e"), Map.of(), null, Instant.now());
    }

    private static ToConversation said(String id, String text, String messageId) {
        return new ToConversation.UtteranceHeard(id, text, 1, Source.TEXT, messageId, null, Instant.now());
    }

    private Future<Object> ask(ToConversation message) {
        return vertx.eventBus()
                .request(addresses.orchestratorOf(message.conversationId()), message)
                .map(reply -> reply.body());
    }

    private ConversationView view(String id) throws Exception {
        return (ConversationView) await(ask(new ToConversation.Read(id)));
    }

    private void awaitLines(String id, int lines) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (view(id).transcript().size() < lines) {
            assertThat(System.nanoTime()).as("lines of " + id).isLessThan(deadline);
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Knows no answer to kayaks and greets everything else. */
    private static final class KayakAssistant implements Assistant {
        @Override
        public String name() {
            return "kayak";
        }

        @Override
        public Future<Interpretation> interpret(String text, double confidence, Focus focus) {
            return Future.succeededFuture(
                    Interpretation.of(text.contains("kayak") ? new Meaning.NotCovered(text) : new Meaning.Greeted()));
        }

        @Override
        public Future<String> word(String instruction, String question) {
            return Future.succeededFuture("Worded: " + instruction);
        }
    }

    private static final class NoTools implements ToolGate {
        @Override
        public Future<ToolResult> run(ToolCall call) {
            return Future.succeededFuture(new ToolResult.NotFound());
        }

        @Override
        public Future<String> allow(ToolCall call, String rule) {
            return Future.failedFuture("none");
        }

        @Override
        public Future<Boolean> revoke(String guidanceId, String reason) {
            return Future.succeededFuture(false);
        }
    }
}
