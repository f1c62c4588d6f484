package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Facts that change while a person thinks. */
class RecheckTest {
    private static Scenario approved() {
        return Scenario.on(Channel.CHAT).waitsForApproval().answers(AnswerKind.APPROVE, 0, "", "t1");
    }

    private static Map<String, Object> order(String total) {
        return Map.of(
                "number", "482913", "items", "trail tent", "total", new BigDecimal(total), "delivered_days_ago", 9);
    }

    @Test
    void orderIsLookedUpAgainBeforeTheMoneyMoves() {
        Scenario scenario = approved();

        assertThat(scenario.call().tool()).isEqualTo("orders.lookup");
        assertThat(scenario.said()).isEmpty();
    }

    @Test
    void sameFactsLetTheApprovalThrough() {
        Scenario scenario = approved().tool(ToolOutcome.SUCCESS, order("129.00"));

        assertThat(scenario.call().tool()).isEqualTo("orders.refund");
        assertThat(scenario.call().token()).isEqualTo("t1");
        assertThat(scenario.all).noneMatch(Effect.VoidApproval.class::isInstance);
    }

    @Test
    void changedFactsVoidTheApprovalAndAskAgain() {
        Scenario scenario = approved();
        String first = scenario.request().id();

        scenario.tool(ToolOutcome.SUCCESS, order("99.00"));

        assertThat(scenario.last(Effect.VoidApproval.class))
                .extracting(Effect.VoidApproval::guidanceId)
                .containsExactly(first);
        assertThat(scenario.request().question()).isEqualTo("Refund $99.00?");
        assertThat(scenario.said()).startsWith(Phrases.CHANGED_MEANWHILE);
        assertThat(scenario.all)
                .noneMatch(effect ->
                        effect instanceof Effect.CallTool call && call.tool().equals("orders.refund"));
    }

    @Test
    void changedFactsMayNeedNobodyAnyMore() {
        Scenario scenario = approved().tool(ToolOutcome.SUCCESS, order("20.00"));

        assertThat(scenario.call().tool()).isEqualTo("orders.refund");
        assertThat(scenario.call().token()).isNull();
        assertThat(scenario.call().rule()).contains("order.total > 50");
        assertThat(scenario.call().with()).containsEntry("amount", new BigDecimal("20.00"));
    }

    @Test
    void orderThatIsGoneVoidsTheApproval() {
        Scenario scenario = approved().tool(ToolOutcome.NOT_FOUND, Map.of());

        assertThat(scenario.last(Effect.VoidApproval.class)).hasSize(1);
        assertThat(scenario.said()).startsWith("I can't find that.");
    }

    @Test
    void factsThatCantBeSeenVoidTheApproval() {
        Scenario scenario = approved().tool(ToolOutcome.FAILED, Map.of());

        assertThat(scenario.last(Effect.VoidApproval.class)).hasSize(1);
        assertThat(scenario.said()).startsWith(Phrases.FAILED);
        assertThat(scenario.all)
                .noneMatch(effect ->
                        effect instanceof Effect.CallTool call && call.tool().equals("orders.refund"));
    }

    @Test
    void whatTheCustomerAddedMeanwhileIsNoChange() {
        Scenario scenario = Scenario.on(Channel.CHAT)
                .waitsForApproval()
                .says("the zip", new Meaning.SlotGiven("reason", "the zip"))
                .approves(0, "t1");

        assertThat(scenario.call().token()).isEqualTo("t1");
    }

    @Test
    void restartInTheMiddleLooksItUpOnceMore() {
        Scenario scenario = approved();
        String callId = scenario.call().callId();

        scenario.event(new Event.Restarted(scenario.now));

        assertThat(scenario.last(Effect.CallTool.class))
                .extracting(Effect.CallTool::callId)
                .containsExactly(callId);
        scenario.tool(ToolOutcome.SUCCESS, order("129.00"));
        assertThat(scenario.call().token()).isEqualTo("t1");
    }
}
