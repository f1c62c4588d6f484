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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final int NEEDED = 3;
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

    private Optional<Rule> said(String agent, String text) {
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

    /** Whoever answers what in whatever order: a rule has enough people, enough conversations and one mind behind it. */
    @Property(tries = 500)
    void aRuleIsNeverMadeOfLess(
            @ForAll @Size(min = 1, max = 25) List<@IntRange(max = 8) Integer> course,
            @ForAll @IntRange(min = 1, max = 3) int texts) {
        AgreementTest run = new AgreementTest();
        List<String> agents = List.of("ada", "ben", "rule:r-0");
        List<String> said = new ArrayList<>();
        for (int step : course) {
            String agent = agents.get(step % 3);
            String text = "answer " + "abc".charAt(step / 3 % texts);
            Optional<Rule> rule = run.said(agent, text);
            said.add(agent + "|" + text);
            boolean expected = unanimous(said, text, agent);
            assertThat(rule.isPresent()).as("%s", said).isEqualTo(expected);
        }
    }

    private static boolean unanimous(List<String> said, String text, String agent) {
        int count = 0;
        Set<String> people = new HashSet<>();
        for (int index = said.size() - 1; index >= 0; index--) {
            String[] one = said.get(index).split("\\|");
            if (one[0].startsWith("rule:")) {
                continue;
            }
            if (!one[1].equals(text)) {
                break;
            }
            count++;
            people.add(one[0]);
        }
        return !agent.startsWith("rule:") && count >= NEEDED && people.size() >= 2;
    }
}
