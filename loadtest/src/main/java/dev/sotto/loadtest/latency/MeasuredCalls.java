package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.desk.VirtualAgent;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Felt;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.VirtualCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls that are measured and taped, and the agents' answers that belong to them. Any thread. */
final class MeasuredCalls implements VirtualAgent.Listener {
    private final Vertx vertx;
    private final Telephone telephone;
    private final @Nullable Path record;
    private final Map<String, Taped> byCallId = new ConcurrentHashMap<>();
    /** Questions that somebody has had on their screen: how long the next person's offer takes is the task file's choice. */
    private final Set<String> carded = ConcurrentHashMap.newKeySet();

    private @Nullable ServerClient reader;
    private volatile @Nullable LevelFigures now;

    /** A live call. */
    private static final class Taped {
        final VirtualCaller caller;
        final CallTape tape;
        volatile @Nullable Answer answer;

        Taped(VirtualCaller caller, CallTape tape) {
            this.caller = caller;
            this.tape = tape;
        }
    }

    private record Answer(String conversation, Instant at) {}

    MeasuredCalls(Vertx vertx, Telephone telephone, @Nullable Path record) {
        this.vertx = vertx;
        this.telephone = telephone;
        this.record = record;
    }

    /** Who may read transcripts. Once, before the first call. */
    void readBy(ServerClient signedIn) {
        reader = signedIn;
    }

    int live() {
        return byCallId.size();
    }

    /** Completes when the call is over and has been counted. */
    Future<Void> place(Measured kind, LevelFigures figures) {
        now = figures;
        return telephone.call("shop", kind.script()).compose(caller -> {
            Taped taped = new Taped(caller, new CallTape());
            caller.record(taped.tape);
            byCallId.put(caller.callId(), taped);
            return caller.result().compose(result -> over(taped, result, figures));
        });
    }

    private Future<Void> over(Taped taped, CallResult result, LevelFigures figures) {
        byCallId.remove(result.callId());
        RecordedCall call = taped.tape.recorded();
        return consequence(taped.answer, result.felt(), call)
                .otherwise(OptionalLong.empty())
                .compose(delay -> {
                    delay.ifPresent(told -> figures.identified());
                    figures.add(result, identified(result.felt(), delay));
                    return keep(figures, result, call);
                });
    }

    /** Only where the assistant was talking is it unclear what followed from the answer. */
    private Future<OptionalLong> consequence(@Nullable Answer answer, Felt felt, RecordedCall call) {
        ServerClient client = reader;
        if (client == null || answer == null || felt.answersInSpeech().isEmpty() || call.answersAt().length == 0) {
            return Future.succeededFuture(OptionalLong.empty());
        }
        return client.conversation(answer.conversation())
                .map(told -> Consequence.after(answer.at(), call.answersAt()[0], told, call));
    }

    private static Felt identified(Felt felt, OptionalLong delay) {
        return delay.isEmpty()
                ? felt
                : new Felt(
                        felt.greeting(),
                        felt.replies(),
                        felt.bargeIns(),
                        felt.answersInSilence(),
                        List.of(delay.getAsLong()),
                        felt.answersOverCaller(),
                        felt.longestSilence(),
                        felt.longestWait(),
                        felt.spurts());
    }

    private Future<Void> keep(LevelFigures figures, CallResult result, RecordedCall call) {
        Path folder = record;
        if (folder == null) {
            return Future.succeededFuture();
        }
        String name = String.format("under-%d-%03d-%s", figures.level, figures.nextRecording(), result.script());
        JsonObject about = new JsonObject()
                .put("call_id", result.callId())
                .put("script", result.script())
                .put("under", figures.level)
                .put("outcome", result.outcome().name().toLowerCase(java.util.Locale.ROOT));
        return vertx.executeBlocking(() -> {
            RecordingFiles.write(folder, name, about, call, result.felt());
            return null;
        });
    }

    @Override
    public void card(String guidance, Duration afterReached) {
        if (carded.add(guidance)) {
            card(afterReached);
        }
    }

    @Override
    public void card(Duration afterReached) {
        LevelFigures figures = now;
        if (figures != null) {
            figures.record(Figure.CARD, afterReached.toNanos());
        }
    }

    @Override
    public void answering(String callId, long nanos) {
        Taped taped = byCallId.get(callId);
        if (taped != null) {
            taped.caller.answeredByAgent(nanos);
        }
    }

    @Override
    public void answering(String callId, String conversation, long nanos) {
        Taped taped = byCallId.get(callId);
        if (taped != null) {
            taped.answer = new Answer(conversation, Instant.now());
        }
        answering(callId, nanos);
    }
}
