package dev.sotto.loadtest.centre;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is on an arm's lines, by whatever name each party knows the call. Any thread. */
final class Callers {
    private final Map<String, LiveCaller> byCallId = new ConcurrentHashMap<>();
    private final Map<String, LiveCaller> byConversation = new ConcurrentHashMap<>();

    void add(LiveCaller live) {
        byCallId.put(live.caller.callId(), live);
    }

    /** The same caller is on another leg. */
    void also(String callId, LiveCaller live) {
        byCallId.put(callId, live);
    }

    void conversation(String id, LiveCaller live) {
        live.conversation = id;
        byConversation.put(id, live);
    }

    void remove(LiveCaller live) {
        byCallId.values().removeIf(one -> one == live);
        byConversation.values().removeIf(one -> one == live);
    }

    Optional<LiveCaller> call(String callId) {
        return Optional.ofNullable(byCallId.get(callId));
    }

    Optional<LiveCaller> conversation(String id) {
        return Optional.ofNullable(byConversation.get(id));
    }

    Collection<LiveCaller> all() {
        return byCallId.values().stream().distinct().toList();
    }
}
