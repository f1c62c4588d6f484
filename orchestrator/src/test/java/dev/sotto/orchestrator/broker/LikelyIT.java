package dev.sotto.orchestrator.broker;

import static dev.sotto.orchestrator.broker.BrokerBench.likelyRefund;
import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.journal.SharedDatabase;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that are drafted before they are asked. */
@ExtendWith(SharedDatabase.class)
class LikelyIT {
    private BrokerBench bench;
    private final GuidanceRequest likely = likelyRefund();

    @BeforeEach
    void open(Vertx vertx, Pool pool) throws Exception {
        bench = new BrokerBench(vertx, pool);
        bench.available("ada", 1);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private static GuidanceRequest real(GuidanceRequest likely) {
        return BrokerBench.with(likely, new GuidanceRequest.Terms("", Risk.MEDIUM, 1, false, false, null));
    }

    private ToDesk.GuidanceNoted promote(GuidanceRequest request) throws Exception {
        return bench.ask(new ToDesk.Promote(request.id(), real(request)));
    }

    @Test
    void itIsShownButNotOfferedAndLoadsNobody() throws Exception {
        bench.asked(likely);

        bench.waitFor(
                bench.shown,
                event -> event instanceof DeskEvent.GuidanceChanged changed
                        && changed.guidance().request().equals(likely));
        assertThat(bench.read(likely).state()).isEqualTo("open");
        assertThat(bench.shown).noneMatch(DeskEvent.GuidanceOffered.class::isInstance);
        ToDesk.AgentList agents = bench.ask(new ToDesk.Agents());
        assertThat(agents.agents().get(0).load()).isZero();
    }

    @Test
    void anEarlyAnswerIsDurableAndDeliveredAndDeliveredAgainWhenItIsAsked() throws Exception {
        bench.asked(likely);
        assertThat(bench.approve(likely, "ada").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
        String token =
                bench.waitForWord(ToConversation.GuidanceAnswered.class, likely).token();
        assertThat(token).isNotNull();
        bench.waitForDelivered(likely);
        bench.heard.clear();

        promote(likely);

        assertThat(bench.waitForWord(ToConversation.GuidanceAnswered.class, likely)
                        .token())
                .isEqualTo(token);
        assertThat(bench.read(likely).state()).isEqualTo("answered");
    }

    @Test
    void whenItIsAskedItIsOfferedAtOnceAndAskingTwiceChangesNothing() throws Exception {
        bench.asked(likely);

        assertThat(promote(likely).availableAgents()).isEqualTo(1);
        bench.waitForOffer(likely, "ada");
        var standing = bench.read(likely).standing().holders();
        promote(likely);

        assertThat(bench.read(likely).standing().holders()).isEqualTo(standing);
        assertThat(bench.read(likely).request().terms().likely()).isFalse();
        bench.stop();
        bench.start();
        assertThat(bench.read(likely).request().terms().likely()).isFalse();
    }

    @Test
    void unansweredItIsForgottenSilentlyAndCanStillBeAsked() throws Exception {
        Instant now = Instant.now();
        var brief = BrokerBench.with(BrokerBench.refund(Duration.ofSeconds(5), Duration.ofMillis(150)), likely.terms());
        bench.asked(brief);
        bench.waitForStanding(brief, view -> view.state().equals("expired"));
        bench.<Ok>ask(new ToDesk.Reconcile(brief.conversationId(), List.of(brief.id())));
        bench.stop();
        bench.start();
        assertThat(bench.heard).isEmpty();

        var fresh = BrokerBench.lasting(real(brief), now.plusSeconds(60));
        bench.ask(new ToDesk.Promote(fresh.id(), fresh));

        bench.waitForOffer(fresh, "ada");
        assertThat(bench.approve(fresh, "ada").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
        bench.waitForWord(ToConversation.GuidanceAnswered.class, fresh);
    }

    @Test
    void whatWasNeverDraftedIsAskedWhenItIsPromoted() throws Exception {
        promote(likely);

        bench.waitForOffer(likely, "ada");
    }

    @Test
    void whatWasWithdrawnStaysSo() throws Exception {
        bench.asked(likely);
        bench.withdraw(likely, WithdrawReason.CORRECTED);

        assertThat(bench.approve(likely, "ada").outcome()).isEqualTo(AnswerOutcome.TOO_LATE);
        promote(likely);

        assertThat(bench.read(likely).state()).isEqualTo("withdrawn");
    }

    @Test
    void askingAndAnsweringAtOnceLosesNeither() throws Exception {
        for (int round = 0; round < 20; round++) {
            var request = likelyRefund();
            bench.asked(request);

            Future<ToDesk.GuidanceNoted> asked = bench.send(new ToDesk.Promote(request.id(), real(request)));
            Future<ToDesk.AnswerReply> answered =
                    bench.send(new ToDesk.Answer(request.id(), "ada", AnswerKind.APPROVE, 0, ""));
            await(Future.all(asked, answered));

            assertThat(answered.result().outcome()).isEqualTo(AnswerOutcome.ACCEPTED);
            bench.waitForWord(ToConversation.GuidanceAnswered.class, request);
            bench.waitForStanding(request, view -> view.state().equals("answered"));
        }
        ToDesk.GuidanceList open = bench.ask(new ToDesk.ListGuidance("open", 10));
        assertThat(open.guidance()).isEmpty();
    }
}
