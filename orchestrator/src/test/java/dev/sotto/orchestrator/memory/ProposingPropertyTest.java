package dev.sotto.orchestrator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ProposingPropertyTest {
    private static final float[] SAME = {1, 0, 0};
    private static final Vector ASKED = Vector.of(SAME);

    @Property(tries = 300)
    void theTasksOwnProposalsKeepTheirNumbers(@ForAll @Size(max = 12) List<@IntRange(max = 6) Integer> choices) {
        GuidanceRequest request = Asked.damaged("tent", "zip", "yes", "$10.00");
        List<Remembered> known = new ArrayList<>();
        for (int choice : choices) {
            GuidanceAnswer answer = choice >= 1 && choice <= 3
                    ? Asked.chose("ada", choice)
                    : Asked.said("ben", "words number " + choice);
            known.add(Asked.remembered(request, answer, SAME, Asked.NOON));
        }

        List<Proposal> proposals = Proposing.of(request, ASKED, known);

        assertThat(proposals).hasSizeBetween(3, 3 + Proposing.MOST);
        for (int index = 0; index < 3; index++) {
            Proposal own = request.proposals().get(index);
            Proposal now = proposals.get(index);
            assertThat(now.label()).isEqualTo(own.label());
            assertThat(now.decision()).isEqualTo(own.decision());
            assertThat(now.source()).isEqualTo("task");
            assertThat(now.origin() != null).isEqualTo(choices.contains(index + 1));
        }
        assertThat(proposals.subList(3, proposals.size())).allMatch(Proposal::remembered);
    }
}
