package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where a 3xx leads (RFC 3261, 8.1.3.4). */
final class RedirectTargets {
    private RedirectTargets() {}

    private record Target(String uri, double preference) {}

    /** The addresses of its Contacts, the preferred ones first; those that can't be read are left out. */
    static List<String> of(SipResponse response) {
        List<Target> targets = new ArrayList<>();
        try {
            for (String contact : response.headers().values(HeaderNames.CONTACT)) {
                NameAddr address = NameAddr.parse(contact);
                targets.add(
                        new Target(address.uri(), preference(address.params().value("q"))));
            }
        } catch (SipSyntaxException e) {
            // what could be read counts
        }
        return targets.stream()
                .sorted(Comparator.comparingDouble(Target::preference).reversed())
                .map(Target::uri)
                .toList();
    }

    private static double preference(@org.jspecify.annotations.Nullable String q) {
        try {
            return q == null ? 1 : Double.parseDouble(q);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
