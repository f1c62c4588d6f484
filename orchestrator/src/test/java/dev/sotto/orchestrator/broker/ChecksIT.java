package dev.sotto.orchestrator.broker;

import static dev.sotto.orchestrator.broker.BrokerBench.refund;
import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.desk.Attention;
import dev.sotto.orchestrator.desk.DeskRules;
import dev.sotto.orchestrator.journal.SharedDatabase;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cards whose right answer is known. */
@ExtendWith(SharedDatabase.class)
class ChecksIT {
    private BrokerBench bench;

    @BeforeEach
    void open(Vertx vertx, Pool pool) throws Exception {
        var always = new DeskRules(Duration.ZERO, Duration.ofMillis(50), Attention.Rules.DEFAULT, 100);
        bench = new BrokerBench(vertx, pool, always);
        bench.available("ada", 1);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private GuidanceRequest checkAfterADecline() throws Exception {
        var request = refund();
        bench.asked(request);
        bench.answer(request, "sue", AnswerKind.DECLINE, 0, "too late");
        var offer = (DeskEvent.GuidanceOffered) bench.waitFor(
                bench.shown,
                event -> event instanceof DeskEvent.GuidanceOffered offered
                        && !offered.guidance().request().id().equals(request.id()));
        bench.waitForWord(ToConversation.GuidanceAnswered.class, request);
        bench.heard.clear();
        return offer.guidance().request();
    }

    private ToDesk.AuditLine outcome() throws Exception {
        ToDesk.AuditTrail checks = bench.ask(new ToDesk.ListChecks(10));
        return checks.lines().get(0);
    }

    @Test
    void whatASupervisorDeclinedIsPutBeforeAnAgentAndApprovingItIsWrongAndOpensNothing() throws Exception {
        var check = checkAfterADecline();
        assertThat(check.question()).isEqualTo("Refund $129.00?");

        bench.ask(new ToDesk.Accept(check.id(), "ada"));
        assertThat(bench.approve(check, "ada").outcome()).isEqualTo(AnswerOutcome.ACCEPTED);

        assertThat(outcome().who() + " " + outcome().outcome()).isEqualTo("ada wrong");
        assertThat(bench.heard).isEmpty();
        var tokens =
                await(bench.pool.query("select count(*) from approval_token").execute());
        assertThat(tokens.iterator().next().getLong(0)).isZero();
        assertThat(bench.approve(check, "ben").outcome()).isEqualTo(AnswerOutcome.UNKNOWN);
    }

    @Test
    void decliningItIsRight() throws Exception {
        var check = checkAfterADecline();

        bench.answer(check, "ada", AnswerKind.CHOOSE, 2, "");

        assertThat(outcome().outcome()).isEqualTo("right");
        assertThat(outcome().detail()).startsWith("decline was right");
    }

    @Test
    void whatOneAgentDecidedAloneTeachesNothing() throws Exception {
        var request = refund();
        bench.asked(request);

        bench.approve(request, "ada");

        ToDesk.GuidanceList open = bench.ask(new ToDesk.ListGuidance("open", 10));
        assertThat(open.guidance()).isEmpty();
    }
}
