package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.assistant.wording.Wording;
import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Origin;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Past answers to like questions as proposals. Pure. */
final class Proposing {
    static final int MOST = 2;
    private static final double BAD_SHARE = 0.3;

    private Proposing() {}

    /** Equal answers, newest first. */
    private static final class Group {
        private final List<Remembered> answers = new ArrayList<>();
        private double score;

        void add(Remembered answer, double likeness) {
            answers.add(answer);
            boolean bad = answer.outcome() != null && !answer.outcome().good();
            score += bad ? likeness * BAD_SHARE : likeness;
        }

        Remembered latest() {
            return answers.get(0);
        }

        Origin origin() {
            Outcome outcome = answers.stream()
                    .map(Remembered::outcome)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            return new Origin(answers.size(), latest().agent(), latest().at(), outcome == null ? null : outcome.wire());
        }

        /** What has only ever gone wrong, more than once, is not proposed again. */
        boolean promising() {
            List<Outcome> known = answers.stream()
                    .map(Remembered::outcome)
                    .filter(Objects::nonNull)
                    .toList();
            return known.size() < 2 || known.stream().anyMatch(Outcome::good);
        }
    }

    /** The request's own proposals, some with an origin, then at most two more. */
    static List<Proposal> of(GuidanceRequest request, Vector vector, List<Remembered> newestFirst) {
        Collection<Group> groups = groups(vector, newestFirst);
        List<Proposal> proposals = new ArrayList<>();
        for (Proposal own : request.proposals()) {
            Group same = groups.stream()
                    .filter(group -> group.latest().given().isFor(request, own))
                    .findFirst()
                    .orElse(null);
            proposals.add(same == null ? own : own.from(same.origin()));
            groups.remove(same);
        }
        groups.stream()
                .filter(group -> group.promising() && group.answers.stream().allMatch(Remembered::tellable))
                .sorted(Comparator.comparingDouble((Group group) -> group.score).reversed())
                .map(group -> proposal(request, group))
                .filter(Objects::nonNull)
                .limit(MOST)
                .forEach(proposals::add);
        return List.copyOf(proposals);
    }

    private static Collection<Group> groups(Vector vector, List<Remembered> newestFirst) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Remembered answer : newestFirst) {
            double likeness = answer.vector().likeness(vector);
            if (likeness >= Remembered.ALIKE
                    && answer.byPerson()
                    && answer.given().kind() != AnswerKind.TAKE_OVER) {
                groups.computeIfAbsent(answer.given().key(), key -> new Group()).add(answer, likeness);
            }
        }
        return new ArrayList<>(groups.values());
    }

    private static @Nullable Proposal proposal(GuidanceRequest request, Group group) {
        Given given = group.latest().given();
        boolean approval = request.kind() == ConsultKind.APPROVAL;
        Origin origin = group.origin();
        return switch (given.kind()) {
            case INSTRUCT, EDIT -> {
                String asked = Question.of(request).words();
                String effect = "says “" + Wording.of(given.text(), asked) + "”";
                yield approval ? null : proposal(given.text(), AnswerKind.INSTRUCT, effect, null, origin);
            }
            case DECLINE ->
                // a label is the file's, and the file doesn't have it any more
                given.text().isEmpty()
                        ? null
                        : proposal(
                                "Decline: " + given.text(),
                                AnswerKind.DECLINE,
                                "declines and says why",
                                given.text(),
                                origin);
            case APPROVE ->
                approval && given.label().isEmpty()
                        ? proposal("Approve", AnswerKind.APPROVE, "approves exactly what is asked", null, origin)
                        : null;
            case CHOOSE, TAKE_OVER -> null;
        };
    }

    private static Proposal proposal(
            String label, AnswerKind decision, String effect, @Nullable String reason, Origin origin) {
        return new Proposal(label, decision, effect, Proposal.MEMORY, reason, null, origin);
    }
}
