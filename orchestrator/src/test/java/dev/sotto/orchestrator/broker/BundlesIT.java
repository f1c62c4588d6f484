package dev.sotto.orchestrator.broker;

import static dev.sotto.orchestrator.broker.BrokerBench.refund;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.journal.SharedDatabase;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
class BundlesIT {
    private BrokerBench bench;

    @BeforeEach
    void open(Vertx vertx, Pool pool) throws Exception {
        bench = new BrokerBench(vertx, pool);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private ToDesk.GuidanceBundle bundle(GuidanceRequest request) throws Exception {
        return bench.ask(new ToDesk.ReadBundle(request.id()));
    }

    private List<AnswerOutcome> answer(String bundle, GuidanceRequest... members) throws Exception {
        ToDesk.BundleReply reply = bench.ask(new ToDesk.AnswerBundle(
                bundle,
                "ada",
                AnswerKind.APPROVE,
                0,
                "",
                Stream.of(members).map(GuidanceRequest::id).toList()));
        assertThat(reply.outcomes())
                .extracting(ToDesk.MemberReply::guidanceId)
                .containsExactly(Stream.of(members).map(GuidanceRequest::id).toArray(String[]::new));
        return reply.outcomes().stream().map(member -> member.reply().outcome()).toList();
    }

    @Test
    void whatIsNearlyTheSameIsShownTogetherAndTheFirstLearnsThatItIsNotAlone() throws Exception {
        var one = refund();
        var two = refund();
        bench.asked(one);
        assertThat(bundle(one).bundle()).isNull();
        assertThat(bundle(one).members()).hasSize(1);

        bench.asked(two);

        var bundle = bundle(one);
        assertThat(bundle.bundle()).isNotNull().isEqualTo(bundle(two).bundle());
        assertThat(bundle.members()).extracting(member -> member.request().id()).containsExactly(one.id(), two.id());
        bench.waitFor(
                bench.shown,
                event -> event instanceof DeskEvent.GuidanceChanged changed
                        && changed.guidance().request().id().equals(one.id())
                        && bundle.bundle().equals(changed.guidance().standing().bundle()));
    }

    @Test
    void oneAnswerIsADurableAnswerOfEachMemberWithItsOwnTokenAndItsOwnLineInTheAudit() throws Exception {
        var one = refund();
        var two = refund();
        var unseen = refund();
        for (var request : List.of(one, two, unseen)) {
            bench.asked(request);
        }

        assertThat(answer(bundle(one).bundle(), one, two))
                .containsExactly(AnswerOutcome.ACCEPTED, AnswerOutcome.ACCEPTED);

        String first =
                bench.waitForWord(ToConversation.GuidanceAnswered.class, one).token();
        String second =
                bench.waitForWord(ToConversation.GuidanceAnswered.class, two).token();
        assertThat(first).isNotNull().isNotEqualTo(second);
        assertThat(bench.read(unseen).state()).isEqualTo("open");
        ToDesk.AuditTrail audit = bench.ask(new ToDesk.ReadAudit(two.id()));
        assertThat(audit.lines())
                .anyMatch(line -> line.what().equals("answered")
                        && String.valueOf(line.detail()).contains("as part of bundle"));
    }

    @Test
    void aMemberThatIsGoneIsToldSoAndDoesNotStopTheOthers() throws Exception {
        var answered = refund();
        var hungUp = refund();
        var open = refund();
        var other = BrokerBench.likelyRefund();
        for (var request : List.of(answered, hungUp, open, other)) {
            bench.asked(request);
        }
        String bundle = bundle(open).bundle();
        var rest = refund();
        bench.asked(rest);
        bench.answer(answered, "ben", AnswerKind.DECLINE, 0, "no");
        bench.withdraw(hungUp, WithdrawReason.CALLER_GONE);

        assertThat(answer(bundle, answered, hungUp, other, open))
                .containsExactly(
                        AnswerOutcome.SUPERSEDED,
                        AnswerOutcome.CALLER_GONE,
                        AnswerOutcome.INVALID,
                        AnswerOutcome.ACCEPTED);
    }

    @Test
    void nobodyAnswersWhatTheyHaveNotNamed() throws Exception {
        assertThat(bench.<Object>ask(new ToDesk.AnswerBundle("b-1", "ada", AnswerKind.APPROVE, 0, "", List.of())))
                .isInstanceOf(Refused.class);
    }
}
