package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.TrunkLoad;
import dev.sotto.gateway.sip.trunk.TrunkMeters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of an endpoint that have a dialog, in both directions, found by it. Loop thread only. */
final class CallTable {
    private final Map<Dialog.Key, DialogCall> calls = new HashMap<>();
    private final SipMeters meters;
    private TrunkLoad load = new TrunkLoad(TrunkMeters.NONE);

    CallTable(SipMeters meters) {
        this.meters = meters;
    }

    void put(DialogCall call) {
        calls.put(call.dialog().key(), call);
        meters.calls(calls.size());
    }

    /** Who counts the calls of each trunk. */
    void load(TrunkLoad counted) {
        load = counted;
    }

    /** One more call of that trunk comes in; false where it has as many as it may. */
    boolean begin(Trunk trunk) {
        return load.begin(trunk);
    }

    /** A call that was counted has come to nothing before it had a dialog. */
    void giveUp(Trunk trunk) {
        load.end(trunk);
    }

    void remove(Dialog.Key key) {
        DialogCall gone = calls.remove(key);
        if (gone != null && !gone.dialog().isOurs()) {
            load.end(gone.dialog().trunk());
        }
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
