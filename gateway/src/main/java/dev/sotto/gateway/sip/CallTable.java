package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.transport.SipMeters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of an endpoint that have a dialog, in both directions, found by it. Loop thread only. */
final class CallTable {
    private final Map<Dialog.Key, DialogCall> calls = new HashMap<>();
    private final SipMeters meters;

    CallTable(SipMeters meters) {
        this.meters = meters;
    }

    void put(DialogCall call) {
        calls.put(call.dialog().key(), call);
        meters.calls(calls.size());
    }

    void remove(Dialog.Key key) {
        calls.remove(key);
        meters.calls(calls.size());
    }

    @Nullable
    DialogCall find(Dialog.Key key) {
        return calls.get(key);
    }

    int size() {
        return calls.size();
    }

    /** Says BYE, CANCEL or 480 to everyone, once. */
    void hangUpAll(String reason) {
        List.copyOf(calls.values()).forEach(call -> call.hangUp(reason));
    }
}
