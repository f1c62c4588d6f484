package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Terms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Approvals whose right answer is known, because two people or a supervisor decided them: put before an agent once more
 * now and then, they show whether the agent still looks. Nobody but the agent ever sees such a check. Not thread-safe.
 */
public final class KnownAnswers {
    private static final int MOST_KNOWN = 50;
    private static final int HUNDRED = 100;

    /**
     * A decided request.
     *
     * @param approve what is right
     */
    public record Known(GuidanceRequest request, boolean approve) {}

    private final int perHundred;
    private final Deque<Known> known = new ArrayDeque<>();
    private final Map<String, Known> running = new HashMap<>();

    public KnownAnswers(int perHundred) {
        this.perHundred = perHundred;
    }

    /** {@code bySupervisor}: true when a supervisor gave the answer that decided. */
    public void decided(Card card, boolean approves, boolean bySupervisor) {
        boolean byTwo = approves && !card.approvals().isEmpty();
        if (perHundred == 0 || card.request().approval() == null || !(byTwo || bySupervisor)) {
            return;
        }
        if (known.size() >= MOST_KNOWN) {
            known.removeFirst();
        }
        known.addLast(new Known(card.request(), approves));
    }

    /**
     * The check that follows an answer, if one does: by the answer's id, so that nobody can foresee it and a test can.
     * Each known answer is used once.
     */
    public Optional<Card> following(String answeredId, Instant now) {
        if (Math.floorMod(answeredId.hashCode(), HUNDRED) >= perHundred || known.isEmpty()) {
            return Optional.empty();
        }
        Known next = known.removeFirst();
        String id = UUID.nameUUIDFromBytes((next.request().id() + answeredId).getBytes(StandardCharsets.UTF_8))
                .toString();
        running.put(id, next);
        return Optional.of(Card.asked(asIfNew(next.request(), id, now)));
    }

    public boolean isCheck(String id) {
        return running.containsKey(id);
    }

    /** Takes the check out: it is over. Empty when it is none, or was over before. */
    public Optional<Known> over(String id) {
        return Optional.ofNullable(running.remove(id));
    }

    private static GuidanceRequest asIfNew(GuidanceRequest old, String id, Instant now) {
        Terms terms = old.terms();
        return new GuidanceRequest(
                id,
                old.conversationId(),
                old.channel(),
                old.task(),
                old.point(),
                old.kind(),
                old.question(),
                old.summary(),
                old.excerpt(),
                old.evidence(),
                old.proposals(),
                old.approval(),
                old.skill(),
                now,
                old.offerWithin(),
                now.plus(Duration.between(old.createdAt(), old.answerBy())),
                new Terms(terms.customer(), terms.risk(), 1, false, false, null));
    }
}
