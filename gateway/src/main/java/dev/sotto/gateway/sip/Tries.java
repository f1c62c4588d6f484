package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a call of ours tries next when an INVITE of its was refused: a password, a longer session, a little later, or the targets
 * that a redirection names; each so many times. Loop thread only.
 */
final class Tries {
    /** When another INVITE follows. */
    enum Next {
        GIVE_UP,
        AT_ONCE,
        LATER
    }

    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_CHALLENGES = 2;
    private static final int MOST_PENDING = 2;
    /** What most carriers ask for (RFC 4028, 4). */
    private static final long INTERVAL_SECONDS = 1_800;

    private final List<Header> answers = new ArrayList<>();
    private final Set<String> tried = new LinkedHashSet<>();
    private final List<String> further = new ArrayList<>();
    private CallPlan plan;
    private int challenges;
    private int pending;
    private long leastSeconds;

    Tries(CallPlan plan) {
        this.plan = plan;
        tried.add(plan.uri());
    }

    /** Of the next INVITE. */
    CallPlan plan() {
        return plan;
    }

    /** What the next INVITE carries beside what the plan says. */
    List<Header> headers() {
        List<Header> all = new ArrayList<>(answers);
        all.addAll(SessionTimer.wanted(INTERVAL_SECONDS, leastSeconds));
        return all;
    }

    /** How long {@code LATER} is: whoever made the Call-ID waits 2.1 to 4 s (14.1). */
    static long pauseMillis(SipIds ids) {
        return 2_100 + ids.retryAfterSeconds() * 190L;
    }

    /** What follows that refusal; what follows goes to the server that has refused, or to another target. */
    Next after(SipResponse refusal, InviteWriter.Invite refused) {
        boolean again = switch (refusal.status()) {
            case 401, 407 -> authenticate(refusal, refused);
            case 422 -> lengthen(refusal);
            case 491 -> pending++ < MOST_PENDING;
            case 300, 301, 302, 305 -> {
                further.addAll(0, RedirectTargets.of(refusal));
                yield false;
            }
            default -> false;
        };
        if (again) {
            plan = plan.by(refused.to());
            return refusal.status() == 491 ? Next.LATER : Next.AT_ONCE;
        }
        return mayGoElsewhere(refusal.status()) && another() ? Next.AT_ONCE : Next.GIVE_UP;
    }

    private static boolean mayGoElsewhere(int status) {
        return status != 401 && status != 407 && status != 422 && status != 491;
    }

    private boolean authenticate(SipResponse challenge, InviteWriter.Invite refused) {
        Header answer =
                challenges >= MOST_CHALLENGES ? null : plan.credentials().answer(refused.request(), challenge);
        if (answer == null) {
            return false;
        }
        challenges++;
        answers.removeIf(field -> field.name().equalsIgnoreCase(answer.name()));
        answers.add(answer);
        return true;
    }

    /** RFC 4028, 7.3: no session shorter than they say, once. */
    private boolean lengthen(SipResponse response) {
        if (!response.headers().has(HeaderNames.MIN_SE) || leastSeconds > 0) {
            return false;
        }
        leastSeconds = SessionInterval.least(response.headers());
        return true;
    }

    /** Goes on to the next target that a redirection has named, may be called, and has not been; false where there is none. */
    boolean another() {
        while (!further.isEmpty() && tried.size() <= MOST_REDIRECTS) {
            String uri = further.remove(0);
            Hop there = tried.contains(uri) ? null : plan.redirects().follow(uri);
            if (there != null) {
                tried.add(uri);
                challenges = 0;
                plan = plan.redirectedTo(uri, there);
                return true;
            }
        }
        return false;
    }
}
