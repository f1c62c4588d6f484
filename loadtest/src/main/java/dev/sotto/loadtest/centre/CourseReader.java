package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.acd.ServedCall;
import dev.sotto.loadtest.desk.Consult;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.desk.Kind;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.LegResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a caller's course together from what each party saw: the caller (when the outcome had been understood, when the call was
 * over, silence), the gateway's journal (when the task came to its point), the desk or the contact centre (a person's time).
 *
 * <p>The point is the moment at which the shop had told the order's facts: in both arms it is what the task reads just before it
 * decides whether a person is needed.
 */
final class CourseReader {
    private static final double NANOS = 1e9;

    private final HumanTimes humans;

    CourseReader(HumanTimes humans) {
        this.humans = humans;
    }

    Course read(LiveCaller live, CallResult result, JsonArray journal) {
        double dialToAnswer = answered(result) / NANOS;
        Instant answered = live.dialled.plusNanos(answered(result));
        double over = last(result) / NANOS - dialToAnswer;
        double point = live.planned.intent().consults() ? point(journal, answered) : Course.NEVER;
        double heard = note(result, CallerScripts.RESOLVED, dialToAnswer);
        Ending ending = ending(live, result);
        Work work = live.served == null ? desk(live, answered) : phone(live, live.served, answered);
        return new Course(
                live.planned,
                ending,
                live.began.toNanos() / NANOS + dialToAnswer,
                point,
                work.taken,
                work.decided,
                ending == Ending.RESOLVED ? heard : Course.NEVER,
                Math.max(0, over),
                work.person,
                work.human,
                work.queue,
                result.felt().longestSilence() / NANOS);
    }

    private record Work(double taken, double decided, double person, double human, double queue) {}

    /** All cards of the call cost time, also those whose answer did not count; the last one that was answered decided. */
    private static Work desk(LiveCaller live, Instant answered) {
        List<Consult> attended = live.attended();
        double busy = attended.stream()
                .mapToDouble(consult -> seconds(consult.busy()))
                .sum();
        Instant taken = attended.stream()
                .map(Consult::begunAt)
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        Instant decided = attended.stream()
                .filter(consult -> consult.outcome() == Consult.Outcome.ACCEPTED)
                .map(Consult::answeredAt)
                .filter(java.util.Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return new Work(since(answered, taken), since(answered, decided), busy, busy, 0);
    }

    private Work phone(LiveCaller live, ServedCall served, Instant answered) {
        Instant opened = live.servedUntil.minus(served.releasedAt());
        double taken = since(answered, at(opened, served.takenAt()));
        double told = since(answered, at(opened, served.resolvedAt()));
        double human = served.takenAt() == null ? 0 : human(live, served);
        return new Work(taken, told, seconds(served.personTime()), human, seconds(served.queued()));
    }

    private static @Nullable Instant at(Instant opened, @Nullable Duration sinceOpened) {
        return sinceOpened == null ? null : opened.plus(sinceOpened);
    }

    /** What of a talk is reading, thinking, typing and working in other systems: by the same draws as the person's. */
    private double human(LiveCaller live, ServedCall served) {
        Duration sum = humans.turning().notice().plus(humans.doing(live.number, ContactTimes.OPEN, "open_order"));
        boolean refund = live.planned.intent() == Intent.REFUND;
        sum = sum.plus(humans.thinking(
                        live.number,
                        refund ? Kind.APPROVAL : Kind.CLARIFICATION,
                        refund ? "approve_refund" : "damaged"))
                .plus(humans.hands().key())
                .plus(humans.typing(ContactTimes.NOTE));
        if (served.booked() > 0) {
            sum = sum.plus(ContactTimes.entering(humans, live.number, served.decisions()));
        }
        return Math.min(seconds(sum), seconds(served.talk()));
    }

    static Ending ending(LiveCaller live, CallResult result) {
        if (result.notes().containsKey(CallerScripts.RESOLVED)) {
            return Ending.RESOLVED;
        }
        if (result.notes().containsKey(CallerScripts.PUT_OFF)) {
            return Ending.PUT_OFF;
        }
        if (live.patienceOver) {
            return Ending.GAVE_UP;
        }
        return switch (result.outcome()) {
            case COMPLETED, STUCK -> Ending.MISUNDERSTOOD;
            case CUT_OFF, REFUSED, UNANSWERED -> Ending.FAILED;
            case ABANDONED ->
                switch (result.abandonment()) {
                    case EARLY -> Ending.LEFT;
                    case IN_QUEUE -> Ending.GAVE_UP;
                    default -> Ending.MISUNDERSTOOD;
                };
        };
    }

    /** When the shop's facts had come back; no number when they never did. */
    static double point(JsonArray journal, Instant answered) {
        for (Object one : journal) {
            if (one instanceof JsonObject entry && "ToolReturned".equals(entry.getString("type"))) {
                return since(answered, Instant.parse(entry.getString("at")));
            }
        }
        return Course.NEVER;
    }

    /** What the caller was heard to say and what was said to them, in order. */
    static String talk(JsonArray journal) {
        StringBuilder talk = new StringBuilder(512);
        for (Object one : journal) {
            JsonObject entry = (JsonObject) one;
            JsonObject data = entry.getJsonObject("data", new JsonObject());
            switch (entry.getString("type", "")) {
                case "CustomerSaid" -> talk.append(" > ").append(data.getString("text"));
                case "SpeechFinished" -> talk.append(" | ").append(data.getString("heard"));
                case "GuidanceAnswered", "GuidanceExpired", "TransferFailed" ->
                    talk.append(" [").append(entry.getString("type")).append(']');
                default -> {}
            }
        }
        return talk.toString().strip();
    }

    private static double note(CallResult result, String name, double dialToAnswer) {
        Long at = result.notes().get(name);
        return at == null ? Course.NEVER : at / NANOS - dialToAnswer;
    }

    private static long answered(CallResult result) {
        return result.legs().isEmpty() ? 0 : Math.max(0, result.legs().get(0).answered());
    }

    private static long last(CallResult result) {
        return result.legs().stream().mapToLong(LegResult::ended).max().orElse(0);
    }

    private static double since(Instant from, @Nullable Instant at) {
        return at == null ? Course.NEVER : Duration.between(from, at).toNanos() / NANOS;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }
}
