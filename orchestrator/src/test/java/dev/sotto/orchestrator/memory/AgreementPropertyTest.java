package dev.sotto.orchestrator.memory;

import static dev.sotto.orchestrator.memory.AgreementTest.NEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AgreementPropertyTest {
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
