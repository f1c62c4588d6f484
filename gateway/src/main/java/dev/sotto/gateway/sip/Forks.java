package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.trunk.Trunk;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dialogs that one INVITE of ours opens: a proxy may let several phones ring, and more than one may answer (RFC 3261,
 * 13.2.2.4). Told apart by their To tags. Loop thread only.
 */
final class Forks {
    /** Early dialogs beyond this are ignored until they answer. */
    private static final int LIMIT = 16;

    private final CallContext context;
    private final Trunk trunk;
    private final DialogCall.Owner owner;
    private final Map<String, Fork> forks = new HashMap<>();

    /** One of them. */
    static final class Fork {
        final DialogCall call;
        /** What it has answered to our offer so far. */
        @Nullable
        String sdp;

        InDialogSender.@Nullable Outgoing ack;
        /** Of its reliable provisional responses. */
        final ProvisionalAcks provisionals;

        Fork(DialogCall call, ProvisionalAcks provisionals) {
            this.call = call;
            this.provisionals = provisionals;
        }
    }

    Forks(CallContext context, Trunk trunk, DialogCall.Owner owner) {
        this.trunk = trunk;
        this.context = context;
        this.owner = owner;
    }

    /** The dialog of that response; null where it has none, or can't be read. */
    @Nullable
    Fork of(InviteWriter.Invite invite, SipResponse response) {
        String tag = tag(response);
        Fork known = forks.get(tag);
        if (known != null) {
            read(known, response);
            return known;
        }
        boolean opens = response.isSuccess() || !tag.isEmpty() && response.status() > 100;
        if (!opens || !response.isSuccess() && forks.size() >= LIMIT) {
            return null;
        }
        try {
            Dialog dialog = Dialog.ofUac(invite.request(), response, invite.to());
            dialog.over(trunk);
            Fork fork = new Fork(
                    new DialogCall(dialog, context, owner),
                    new ProvisionalAcks(dialog, context, invite.cseq().number()));
            forks.put(tag, fork);
            context.calls().put(fork.call);
            read(fork, response);
            return fork;
        } catch (SipSyntaxException e) {
            return null;
        }
    }

    private static void read(Fork fork, SipResponse response) {
        String type = RequestCheck.mediaType(response.headers().first(HeaderNames.CONTENT_TYPE));
        if (type.equals(Reply.SDP) && response.hasBody()) {
            fork.sdp = response.bodyText();
        }
        try {
            if (response.isSuccess()) {
                fork.call.dialog().refreshTarget(response.headers());
            }
        } catch (SipSyntaxException e) {
            // the target that is known already stays
        }
    }

    /** 2xx and ACK for that one. */
    void acknowledge(Fork fork, InviteWriter.Invite invite) {
        if (fork.ack == null) {
            fork.ack = context.sender().ack(fork.call.dialog(), invite.cseq().number(), null);
        } else {
            context.sender().repeat(fork.ack);
        }
    }

    /** Forgets every one but that. */
    void keepOnly(@Nullable Fork winner) {
        forks.values().stream()
                .filter(fork -> fork != winner && fork.ack == null)
                .forEach(fork -> fork.call.end());
    }

    private static String tag(SipResponse response) {
        try {
            String to = response.headers().first(HeaderNames.TO);
            return to == null ? "" : NameAddr.parse(to).tag();
        } catch (SipSyntaxException e) {
            return "";
        }
    }
}
