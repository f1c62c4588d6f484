package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.SipCall;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls that live on one event loop, by conversation, and the tones of demo mode. Call context only. */
final class CallRegistry {
    private final Map<String, Call> calls = new HashMap<>();
    private final Set<TestTone> tones = new HashSet<>();
    private @Nullable Promise<Void> drained;

    void add(Call call) {
        calls.put(call.conversationId(), call);
    }

    /** False where it wasn't there. */
    boolean remove(Call call) {
        boolean known = calls.remove(call.conversationId(), call);
        tellWhenEmpty();
        return known;
    }

    void add(TestTone tone) {
        tones.add(tone);
    }

    void remove(TestTone tone) {
        tones.remove(tone);
        tellWhenEmpty();
    }

    @Nullable
    Call of(String conversationId) {
        return calls.get(conversationId);
    }

    boolean has(Call call) {
        return calls.get(call.conversationId()) == call;
    }

    /** The one with that dialog, or null. */
    @Nullable
    Call on(SipCall dialog) {
        for (Call call : calls.values()) {
            if (call.isOn(dialog)) {
                return call;
            }
        }
        return null;
    }

    List<Call> calls() {
        return new ArrayList<>(calls.values());
    }

    int size() {
        return calls.size() + tones.size();
    }

    boolean isDraining() {
        return drained != null;
    }

    /** Ends what there is, politely; completes when the last one is over. */
    Future<Void> drain(String words) {
        Promise<Void> waiting = Promise.promise();
        drained = waiting;
        calls().forEach(call -> call.drain(words));
        new ArrayList<>(tones).forEach(tone -> tone.hangUp("going down"));
        tellWhenEmpty();
        return waiting.future();
    }

    private void tellWhenEmpty() {
        Promise<Void> waiting = drained;
        if (waiting != null && size() == 0) {
            waiting.tryComplete();
        }
    }
}
