package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Program;
import dev.sotto.orchestrator.task.SlotType;
import dev.sotto.orchestrator.task.Task;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example of the design, word for word. */
final class DesignExampleTest {
    private PlaybookLoader.Checked checked;
    private Task task;
    private Program program;

    @BeforeEach
    void load() {
        checked = new Folder().with("tasks/refund.yaml", Folder.designExample()).check();
        task = checked.playbook() == null ? null : checked.playbook().tasks().get("refund");
        program = task == null ? null : task.program();
    }

    @Test
    void itLoadsAndWarnsOnlyOfTheProposalThatApprovesNothing() {
        assertThat(checked.problems())
                .singleElement()
                .asString()
                .contains("tasks/refund.yaml:19:64")
                .contains("'Approve half' approves nothing");
    }

    @Test
    void itsStepsLieFlatWithTheHandlersBehind() {
        assertThat(program.ops().stream().map(op -> op.getClass().getSimpleName()))
                .containsExactly(
                        "Ask",
                        "Call",
                        "Branch",
                        "Consult",
                        "Jump",
                        "Allow",
                        "Call",
                        "Say",
                        "End", // the task
                        "Say",
                        "AskAgain", // on_not_found
                        "Say",
                        "End"); // on_decline
        assertThat(((Op.Call) program.ops().get(1)).onNotFound()).isEqualTo(9);
        assertThat(((Op.AskAgain) program.ops().get(10)).target()).isZero();
        assertThat(((Op.Branch) program.ops().get(2)).otherwise()).isEqualTo(5);
        assertThat(((Op.Jump) program.ops().get(4)).target()).isEqualTo(6);
        assertThat(point().onDecline()).isEqualTo(11);
    }

    @Test
    void itsSlotsKeepTypeLengthAndReadBack() {
        assertThat(task.slots()).containsOnlyKeys("order_number", "reason", "contact_email");
        assertThat(task.slots().get("order_number").length()).isEqualTo(6);
        assertThat(task.slots().get("order_number").confirm()).isTrue();
        assertThat(task.slots().get("reason").confirm()).isFalse();
        assertThat(task.slots().get("contact_email").type()).isEqualTo(SlotType.EMAIL);
        assertThat(task.slots().get("contact_email").ask().text()).endsWith("?");
    }

    @Test
    void itsConsultPointIsComplete() {
        Op.ConsultPoint point = point();

        assertThat(point.name()).isEqualTo("approve_refund");
        assertThat(point.kind()).isEqualTo(ConsultKind.APPROVAL);
        assertThat(point.approves()).isEqualTo("orders.refund");
        assertThat(point.skill()).isEqualTo("billing");
        assertThat(point.offerWithin()).isEqualTo(Duration.ofSeconds(15));
        assertThat(point.answerWithin()).isEqualTo(Duration.ofSeconds(45));
        assertThat(point.evidence().stream().map(Op.Evidence::label))
                .containsExactly("Items", "Delivered on", "Reason", "Refunds this year");
        assertThat(point.meanwhile()).extracting("slot").containsExactly("reason", "contact_email");
        assertThat(point.onTimeout().get(0).policy()).isEqualTo(TimeoutPolicy.CALL_BACK);
    }

    @Test
    void itsProposalsSayWhatTheyDecide() {
        assertThat(point().propose().stream().map(Op.ProposedAnswer::decision))
                .containsExactly(AnswerKind.APPROVE, AnswerKind.DECLINE, AnswerKind.CHOOSE);
        assertThat(point().propose().get(1).reason().render(Map.of())).isEqualTo("outside the 30 day window");
    }

    @Test
    void theRuleThatNeedsNoPersonGrantsTheSameArguments() {
        Op.Allow allow = (Op.Allow) program.ops().get(5);

        assertThat(allow.tool()).isEqualTo("orders.refund");
        assertThat(allow.with()).isEqualTo(point().with());
        assertThat(allow.rule()).contains("order.total > 50");
    }

    @Test
    void aTotalThatNobodyKnowsNeedsAPerson() {
        Op.Branch branch = (Op.Branch) program.ops().get(2);

        assertThat(branch.condition().test(order(50))).isFalse();
        assertThat(branch.condition().test(order(50.01))).isTrue();
        assertThat(branch.condition().test(order(null))).isTrue();
        assertThat(branch.condition().test(order("lots"))).isTrue();
        assertThat(branch.condition().test(Map.of())).isTrue();
    }

    private Op.ConsultPoint point() {
        return ((Op.Consult) program.ops().get(3)).point();
    }

    private static Map<String, Object> order(Object total) {
        Map<String, Object> order = new HashMap<>();
        order.put("total", total);
        return Map.of("order", order);
    }
}
