package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every transaction of an endpoint, found by its key; bounded. Loop thread only. */
final class TransactionTable {
    private final Map<TransactionKey, ServerTransaction> servers = new HashMap<>();
    private final Map<TransactionKey, ClientTransaction> clients = new HashMap<>();
    private final Map<MergeKey, TransactionKey> outsideDialogs = new HashMap<>();
    private final TransactionContext context;
    private final int maxServers;

    /** What the copies of a request that was forked on its way have in common (RFC 3261, 8.2.2.2). */
    private record MergeKey(String callId, String fromTag, CSeq cseq) {
        static MergeKey of(IncomingRequest request) {
            return new MergeKey(
                    request.callId(), request.fromTag(), request.essentials().cseq());
        }
    }

    TransactionTable(TransactionContext context, int maxServers) {
        this.context = context;
        this.maxServers = maxServers;
    }

    @Nullable
    ServerTransaction server(TransactionKey key) {
        return servers.get(key);
    }

    @Nullable
    ClientTransaction client(TransactionKey key) {
        return clients.get(key);
    }

    boolean isFull() {
        return servers.size() >= maxServers;
    }

    int size() {
        return servers.size() + clients.size();
    }

    /** True for a copy that came another way of a request that is already being served: 482. */
    boolean isMerged(IncomingRequest request) {
        TransactionKey first = outsideDialogs.get(MergeKey.of(request));
        return request.toTag().isEmpty() && first != null && !first.equals(TransactionKey.ofServer(request));
    }

    ServerTransaction open(IncomingRequest request) {
        TransactionKey key = TransactionKey.ofServer(request);
        Runnable onTerminated = () -> remove(key, request);
        ServerTransaction transaction = request.is(SipRequest.INVITE)
                ? new InviteServerTransaction(request, context, onTerminated)
                : new NonInviteServerTransaction(request, context, onTerminated);
        servers.put(key, transaction);
        if (request.toTag().isEmpty()) {
            outsideDialogs.putIfAbsent(MergeKey.of(request), key);
        }
        context.meters().transactions(size());
        return transaction;
    }

    /** Sends a request of ours, with its own Via on top, and waits for the responses. */
    void send(SipRequest request, Via via, CSeq cseq, Hop to, ClientTransaction.Listener listener) {
        TransactionKey key = TransactionKey.ofClient(via, cseq);
        Runnable onTerminated = () -> {
            clients.remove(key);
            context.meters().transactions(size());
        };
        if (request.is(SipRequest.INVITE)) {
            var transaction = new InviteClientTransaction(request, to, context, listener, onTerminated);
            clients.put(key, transaction);
            transaction.start();
        } else {
            var transaction = new NonInviteClientTransaction(request, to, context, listener, onTerminated);
            clients.put(key, transaction);
            transaction.start();
        }
        context.meters().transactions(size());
    }

    /** Forgets a request of ours that nothing came of: what comes later is a stray. */
    void drop(Via via, CSeq cseq) {
        ClientTransaction client = clients.remove(TransactionKey.ofClient(via, cseq));
        if (client != null) {
            client.abandon();
            context.meters().transactions(size());
        }
    }

    void abandonAll() {
        new ArrayList<>(servers.values()).forEach(ServerTransaction::abandon);
        new ArrayList<>(clients.values()).forEach(ClientTransaction::abandon);
        servers.clear();
        clients.clear();
        outsideDialogs.clear();
    }

    private void remove(TransactionKey key, IncomingRequest request) {
        servers.remove(key);
        outsideDialogs.remove(MergeKey.of(request), key);
        context.meters().transactions(size());
    }
}
