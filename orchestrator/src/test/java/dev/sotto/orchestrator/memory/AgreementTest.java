package dev.sotto.orchestrator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.Risk;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgreementTest {
    static final int NEEDED = 3;
    private static final float[] SAME = {1, 0};
    private static final Agreement AGREEMENT = new Agreement(NEEDED, Duration.ofDays(30));

    private final List<Remembered> history = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    private Optional<Rule> then(GuidanceRequest request, GuidanceAnswer answer) {
        Remembered now = Asked.remembered(request, answer, SAME, at(history.size()));
        List<Remembered> newestFirst = new ArrayList<>(history);
        newestFirst.sort(Comparator.comparing(Remembered::at).reversed());
        history.add(now);
        return AGREEMENT.of("r-1", now, newestFirst, rules, now.at());
    }

    private static Instant at(int minute) {
        return Asked.NOON.plusSeconds(60L * minute);
    }

    Optional<Rule> said(String agent, String text) {
        return then(Asked.freely("do you repair jackets"), Asked.said(agent, text));
    }

    @Test
    void theLastOfEnoughEqualAnswersByTwoPeopleMakesARule() {
        assertThat(said("ada", "Yes we do")).isEmpty();
        assertThat(said("ben", "yes, we do!")).isEmpty();

        assertThat(said("ada", "Tell him yes we do")).hasValueSatisfying(rule -> {
            assertThat(rule.state()).isEqualTo(RuleState.PROPOSED);
            assertThat(rule.agents()).containsExactly("ada", "ben");
            assertThat(rule.evidence()).hasSize(3);
            assertThat(rule.words()).containsExactly("jacket", "repair");
            assertThat(rule.expiresAt()).isEqualTo(rule.proposedAt().plus(Duration.ofDays(30)));
        });
    }

    @Test
    void aDisagreementInBetweenStartsTheCountAgain() {
        said("ada", "Yes we do");
        said("ben", "Yes we do");
        said("sue", "No we don't");

        assertThat(said("ada", "Yes we do")).isEmpty();
        assertThat(said("ben", "Yes we do")).isEmpty();
        assertThat(said("ben", "Yes we do")).isPresent();
    }

    @Test
    void oneAndTheSameConversationCountsOnce() {
        GuidanceRequest request = Asked.freely("do you repair jackets");
        for (int times = 0; times < 6; times++) {
            assertThat(then(request, Asked.said(times % 2 == 0 ? "ada" : "ben", "Yes we do")))
                    .isEmpty();
        }
    }

    @Test
    void whatIsRiskyOrPrivateNeverBecomesARule() {
        for (int times = 0; times < 6; times++) {
            String agent = times % 2 == 0 ? "ada" : "ben";
            assertThat(said(agent, "Call us on 555 12345")).isEmpty();
            assertThat(then(
                            Asked.refund(true, Risk.HIGH, 1),
                            new GuidanceAnswer(AnswerKind.APPROVE, 0, "", agent, Asked.NOON)))
                    .isEmpty();
        }
    }

    @Test
    void aLiveRuleForTheQuestionIsEnough() {
        said("ada", "Yes we do");
        said("ben", "Yes we do");
        rules.add(said("ada", "Yes we do").orElseThrow().in(RuleState.SHADOW));

        assertThat(said("ben", "Yes we do")).isEmpty();
    }

    @Test
    void factsThatWereTheSameAreConditionsAndAmountsAreARange() {
        then(Asked.damaged("tent", "zip", "yes", "$20.00"), Asked.chose("ada", 1));
        then(Asked.damaged("boots", "sole", "yes", "$60.00"), Asked.chose("ben", 1));
        Rule rule = then(Asked.damaged("mug", "crack", "yes", "$14.50"), Asked.chose("ada", 1))
                .orElseThrow();

        assertThat(rule.conditions())
                .containsExactlyInAnyOrder(
                        new Condition("In its box", "yes", null, null),
                        new Condition("Total", null, new BigDecimal("14.50"), new BigDecimal("60.00")),
                        new Condition("Item", null, null, null),
                        new Condition("What broke", null, null, null));
        Vector vector = Vector.of(SAME);
        assertThat(rule.covers(Question.of(Asked.damaged("hat", "rip", "yes", "$30.00")), vector))
                .isTrue();
        assertThat(rule.covers(Question.of(Asked.damaged("hat", "rip", "no", "$30.00")), vector))
                .isFalse();
        assertThat(rule.covers(Question.of(Asked.damaged("hat", "rip", "yes", "$900.00")), vector))
                .isFalse();
        assertThat(rule.covers(Question.of(Asked.freely("do you repair jackets")), vector))
                .isFalse();
    }
}
