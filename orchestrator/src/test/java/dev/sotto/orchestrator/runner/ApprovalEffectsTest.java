package dev.sotto.orchestrator.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.assistant.Assistant;
import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches the gate of the tools. */
class ApprovalEffectsTest {
    private static final Playbook PLAYBOOK = new Playbook(
            new Persona("Shop", "Hello.", "Anything else?", "Goodbye.", "", "USD"), Map.of(), Map.of(), List.of(), "f");

    private final Vertx vertx = Vertx.vertx();
    private final Gate gate = new Gate();

    @BeforeEach
    void start() {
        BusRecords.register(vertx.eventBus());
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aCallIsForTheCustomerThatTheEdgeKnows() throws Exception {
        assertThat(calledWith(Map.of("customer", "ann", "caller", "555-0100")).customer())
                .isEqualTo("ann");
        assertThat(calledWith(Map.of("caller", "555-0100")).customer()).isEqualTo("555-0100");
        assertThat(calledWith(Map.of()).customer()).isEqualTo("c1");
    }

    @Test
    void aCallThatARuleAllowsRunsUnderItsToken() throws Exception {
        runner(Map.of("caller", "555-0100"))
                .perform(new Effect.CallTool("t1", "orders.refund", Map.of("amount", 5), null, "order.total > 50"));

        ToolCall allowed = gate.next();
        ToolCall run = gate.next();
        assertThat(allowed.token()).isNull();
        assertThat(run).isEqualTo(allowed.under("by order.total > 50"));
    }

    @Test
    void anApprovalIsTakenBackEvenIfTheDatabaseIsAwayForAMoment() throws Exception {
        gate.failures.set(2);

        runner(Map.of()).perform(new Effect.VoidApproval("g1", "the facts have changed"));

        assertThat(gate.revoked.poll(10, TimeUnit.SECONDS)).isEqualTo("g1: the facts have changed");
    }

    private ToolCall calledWith(Map<String, String> variables) throws Exception {
        runner(variables).perform(new Effect.CallTool("t1", "orders.refund", Map.of("amount", 5), "token", null));
        return gate.next();
    }

    private EffectRunner runner(Map<String, String> variables) {
        Services services = new Services(
                new Addresses("test", 1),
                new ConversationMachine(PLAYBOOK),
                "f",
                new Deaf(),
                gate,
                new MemoryJournal(),
                new EventJson(),
                RunnerMeters.NONE,
                InstantSource.system());
        var conversation = new LiveConversation(vertx, services, "c1", over -> {});
        conversation.on(new Event.Began(Channel.CHAT, variables, "f", Instant.EPOCH));
        return new EffectRunner(vertx, services, conversation);
    }

    private static final class Gate implements ToolGate {
        final LinkedBlockingQueue<ToolCall> calls = new LinkedBlockingQueue<>();
        final LinkedBlockingQueue<String> revoked = new LinkedBlockingQueue<>();
        final AtomicInteger failures = new AtomicInteger();

        ToolCall next() throws InterruptedException {
            return calls.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public Future<ToolResult> run(ToolCall call) {
            calls.add(call);
            return Future.succeededFuture(new ToolResult.NotFound());
        }

        @Override
        public Future<String> allow(ToolCall call, String rule) {
            calls.add(call);
            return Future.succeededFuture("by " + rule);
        }

        @Override
        public Future<Boolean> revoke(String guidanceId, String reason) {
            if (failures.getAndDecrement() > 0) {
                return Future.failedFuture("no database");
            }
            revoked.add(guidanceId + ": " + reason);
            return Future.succeededFuture(true);
        }
    }

    private static final class Deaf implements Assistant {
        @Override
        public String name() {
            return "deaf";
        }

        @Override
        public Future<Interpretation> interpret(String text, double confidence, Focus focus) {
            return Future.succeededFuture(Interpretation.of(new Meaning.Unclear()));
        }

        @Override
        public Future<String> word(String instruction, String question) {
            return Future.succeededFuture(instruction);
        }
    }
}
