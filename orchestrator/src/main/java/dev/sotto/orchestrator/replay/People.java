package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people at the desks: they do what they did, unless the plan has them do something else or be elsewhere. */
final class People {
    private static final Duration NOTED = Duration.ofMillis(20);
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final String TOKEN = "replay";

    private final Recording recording;
    private final ReplayPlan plan;
    private final Agenda agenda;
    private final Assumptions assumptions;
    private final Map<String, Integer> asked = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    People(Recording recording, ReplayPlan plan, Agenda agenda, Assumptions assumptions) {
        this.recording = recording;
        this.plan = plan;
        this.agenda = agenda;
        this.assumptions = assumptions;
    }

    void wants(Effect effect, Instant now) {
        if (effect instanceof Effect.RequestGuidance request
                && known.add(request.request().id())) {
            ask(request.request(), now);
        } else if (effect instanceof Effect.PromoteGuidance promoted) {
            promote(promoted.request(), now);
        } else if (effect instanceof Effect.WithdrawGuidance withdrawn) {
            agenda.remove(event -> withdrawn.guidanceId().equals(guidanceOf(event)));
        }
    }

    private void ask(GuidanceRequest request, Instant now) {
        int nth = asked.merge(request.point(), 1, Integer::sum);
        List<RecordedConsult> same = recording.consults().getOrDefault(request.point(), List.of());
        RecordedConsult was = nth <= same.size() ? same.get(nth - 1) : null;
        if (!plan.agents()) {
            agenda.add(new Event.GuidanceNoted(request.id(), 0, 0, now.plus(NOTED)));
            expire(request, now);
            return;
        }
        GuidanceAnswer answer = answer(request, was);
        if (answer == null) {
            if (was == null) {
                assumptions.add(name(request) + " is answered by nobody: it was never asked in the journal");
            }
            signs(request, was, now, request.answerBy());
            expire(request, now);
            return;
        }
        Instant at = now.plus(time(request, was));
        if (at.isAfter(request.answerBy())) {
            signs(request, was, now, request.answerBy());
            expire(request, now);
            return;
        }
        signs(request, was, now, at);
        GuidanceAnswer given = new GuidanceAnswer(answer.answer(), answer.choice(), answer.text(), answer.agent(), at);
        agenda.add(new Event.GuidanceAnswered(request.id(), given, token(request, given), at));
    }

    /** Its time counts anew; an answer that is on its way stays there if it comes within that. */
    private void promote(GuidanceRequest request, Instant now) {
        boolean answered = agenda.has(event -> event instanceof Event.GuidanceAnswered answer
                && answer.guidanceId().equals(request.id()));
        agenda.remove(event -> event instanceof Event.GuidanceExpired expired
                && expired.guidanceId().equals(request.id()));
        if (!answered) {
            expire(request, now);
        }
    }

    private @Nullable GuidanceAnswer answer(GuidanceRequest request, @Nullable RecordedConsult was) {
        Event.GuidanceAnswered recorded = was == null ? null : was.answered;
        ReplayPlan.Answer wanted = plan.answerTo(request.id(), request.point());
        if (wanted == null) {
            return recorded == null ? null : recorded.answer();
        }
        String agent = recorded == null ? "somebody" : recorded.answer().agent();
        return new GuidanceAnswer(wanted.kind(), wanted.choice(), wanted.text(), agent, request.createdAt());
    }

    private Duration time(GuidanceRequest request, @Nullable RecordedConsult was) {
        if (was != null && was.answered != null) {
            return plan.delay(was.after(was.answered));
        }
        if (plan.delay() instanceof ReplayPlan.Delay.Scaled) {
            assumptions.add(
                    name(request) + " takes " + USUAL.toSeconds() + " s to answer: it was not answered in the journal");
        }
        return plan.delay(USUAL);
    }

    /** What the machine is told of a request before its answer: as it was, sooner or later by the same measure. */
    private void signs(GuidanceRequest request, @Nullable RecordedConsult was, Instant now, Instant until) {
        if (was == null || was.signs.isEmpty()) {
            agenda.add(new Event.GuidanceNoted(request.id(), 1, 1, now.plus(NOTED)));
            return;
        }
        Duration answered = was.answered == null ? null : was.after(was.answered);
        for (Event sign : was.signs) {
            Duration after = was.after(sign);
            if (answered != null && !answered.isZero() && !(sign instanceof Event.GuidanceNoted)) {
                double share = (double) after.toMillis() / Math.max(1, answered.toMillis());
                after = Duration.ofMillis(
                        Math.round(share * plan.delay(answered).toMillis()));
            }
            Instant at = now.plus(after);
            if (at.isBefore(until)) {
                agenda.add(again(sign, request.id(), at));
            }
        }
    }

    private static Event again(Event sign, String id, Instant at) {
        if (sign instanceof Event.GuidanceNoted noted) {
            return new Event.GuidanceNoted(id, noted.availableAgents(), noted.presentAgents(), at);
        }
        if (sign instanceof Event.GuidanceSeen seen) {
            return new Event.GuidanceSeen(id, seen.agent(), seen.accepted(), at);
        }
        return new Event.GuidanceTyped(id, ((Event.GuidanceTyped) sign).agent(), at);
    }

    private void expire(GuidanceRequest request, Instant now) {
        Instant at = request.answerBy().isBefore(now) ? now : request.answerBy();
        agenda.add(new Event.GuidanceExpired(request.id(), at));
    }

    private static @Nullable String token(GuidanceRequest request, GuidanceAnswer answer) {
        AnswerKind decision = answer.answer();
        List<GuidanceRequest.Proposal> proposals = request.proposals();
        if ((decision == AnswerKind.CHOOSE || decision == AnswerKind.EDIT)
                && answer.choice() >= 1
                && answer.choice() <= proposals.size()) {
            decision = proposals.get(answer.choice() - 1).decision();
        }
        return request.approval() != null && decision == AnswerKind.APPROVE ? TOKEN + " " + request.id() : null;
    }

    private static @Nullable String guidanceOf(Event event) {
        if (event instanceof Event.GuidanceAnswered answered) {
            return answered.guidanceId();
        }
        if (event instanceof Event.GuidanceExpired expired) {
            return expired.guidanceId();
        }
        return event instanceof Event.GuidanceSeen seen ? seen.guidanceId() : null;
    }

    private static String name(GuidanceRequest request) {
        String end = request.id().substring(request.id().lastIndexOf('-') + 1);
        return request.point().isEmpty() ? end : end + " (" + request.point() + ")";
    }
}
