package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Playbook;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which questions a task asks whatever a person says. */
final class AheadTest {
    private static final String LOOKUP =
            "- ask: number\n" + "- {call: orders.lookup, with: {number: \"{{number}}\"}, into: order}\n";
    private static final String HELP = """
            - consult: help
              kind: clarification
              question: "What now?"
              on_timeout: {policy: decline}
            """;

    private static String approval(String more) {
        return """
                - consult: ok
                  kind: approval
                  approves: orders.refund
                  with: {number: "{{number}}", amount: "{{order.total}}"}
                  question: "Refund?"
                  on_timeout: {policy: decline}
                """ + more.indent(2);
    }

    private static List<String> ahead(String steps) {
        PlaybookLoader.Checked checked =
                new Folder().with("tasks/t.yaml", """
                task: t
                when: ["one", "two", "three"]
                slots:
                  number: {type: digits, length: 6, ask: "Which?"}
                  street: {type: text, ask: "Where to?"}
                  fine: {type: yes_no, ask: "Is {{answer.label}} fine?"}
                  right: {type: yes_no, ask: "{{order.items | default: that}}, right?"}
                  sure: {type: yes_no, ask: "{{street | default: there}}, sure?"}
                steps:
                """ + steps.indent(2)).check();
        Playbook playbook = checked.playbook();
        assertThat(playbook).as(checked.problems().toString()).isNotNull();
        return playbook.tasks().get("t").program().ops().stream()
                .filter(Op.Consult.class::isInstance)
                .map(op -> ((Op.Consult) op).point().ahead())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatEveryAnswerLeadsToIsAskedInTheTasksOrder() {
        assertThat(ahead("- ask: number\n" + HELP + "- say: Fine\n- ask: street\n- ask: contact_email"))
                .containsExactly("street", "contact_email");
    }

    @Test
    void bothWaysOfABranchCountAndOneDoesNot() {
        String branch =
                "- if: answer.label == 'A'\n  then: [{ask: street}, {ask: name}]\n  else: [{ask: name}, {say: No}]\n";

        assertThat(ahead("- ask: number\n" + HELP + branch)).containsExactly("name");
    }

    @Test
    void whatOnlyFollowsAYesIsNotAsked() {
        assertThat(ahead(LOOKUP + approval("") + "- ask: street")).isEmpty();
        assertThat(ahead(LOOKUP + approval("on_decline: {say: No}") + "- ask: street"))
                .isEmpty();
    }

    @Test
    void whatFollowsANoToo() {
        String decline = "on_decline: {say: No, steps: [{goto: both}]}";

        assertThat(ahead(LOOKUP + approval(decline) + "- say: Yes\n- {label: both, ask: contact_email}"))
                .containsExactly("contact_email");
    }

    @Test
    void aToolThatMayFailComesBeforeTheQuestion() {
        String replace =
                "- {call: orders.lookup, with: {number: \"{{number}}\"}, into: order, on_not_found: {goto: on}, on_error: ERROR}\n";
        String last = "- {label: on, ask: street}";

        assertThat(ahead("- ask: number\n" + HELP + replace.replace("ERROR", "{say: Sorry}") + last))
                .isEmpty();
        assertThat(ahead("- ask: number\n" + HELP + replace.replace("ERROR", "{goto: on}") + last))
                .containsExactly("street");
    }

    @Test
    void aLaterConsultThatNobodyAnswersEndsTheTask() {
        assertThat(ahead("- ask: number\n" + HELP + "- ask: name\n" + HELP.replace("help", "more") + "- ask: street"))
                .containsExactly("name");
    }

    @Test
    void whatIsKnownOrAskedMeanwhileIsNotAskedTwice() {
        assertThat(ahead("- ask: number\n- ask: name\n" + HELP + "  meanwhile: [{ask: street}]\n"
                        + "- ask: name\n- ask: street\n- ask: contact_email"))
                .containsExactly("contact_email");
    }

    @Test
    void aQuestionThatIsPutInOtherWordsLaterWaits() {
        assertThat(ahead("- ask: number\n" + HELP + "- ask: fine")).isEmpty();
        assertThat(ahead("- ask: number\n" + HELP + "- ask: street\n- ask: sure"))
                .containsExactly("street");
        assertThat(ahead(LOOKUP + HELP + "- ask: right")).containsExactly("right");
        assertThat(ahead(LOOKUP + HELP
                        + "- {call: orders.lookup, with: {number: \"{{number}}\"}, into: order, on_not_found: {goto: on}, on_error: {goto: on}}\n"
                        + "- {label: on, ask: right}"))
                .isEmpty();
    }

    @Test
    void aValueThatIsEmptiedOnTheWayIsNotAskedForTwice() {
        assertThat(ahead("- ask: number\n" + HELP
                        + "- {if: answer.label == 'A', ask_again: street}\n- ask: street\n- ask: name"))
                .containsExactly("name");
    }

    @Test
    void whatTheCallerIsAskedWhenNobodyAnswersIsKeptForThen() {
        assertThat(ahead("- ask: number\n" + HELP.replace("decline", "ask_caller, ask: street")
                        + "- ask: street\n- ask: name"))
                .containsExactly("name");
    }

    @Test
    void aQuestionBehindALoopOfQuestionsIsAskedInTheEnd() {
        String loop = "- ask: street\n- ask: sure\n- {if: not sure, ask_again: [street, sure]}\n- ask: name";

        assertThat(ahead("- ask: number\n" + HELP + loop)).containsExactly("street", "name");
    }

    @Test
    void aTaskThatNeverEndsAsksNothingAhead() {
        String round = "- {label: a, ask: street}\n- ask_again: street";

        assertThat(ahead("- ask: number\n" + HELP + "- {if: answer.label == 'A', goto: a}\n" + round))
                .isEmpty();
    }
}
