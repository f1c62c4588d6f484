package dev.sotto.loadtest.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shop's books against the journal: each refund has its call, each call that succeeded its refund. */
final class ShopCheck {
    private static final String REFUND = "orders.refund";

    private final Evidence evidence;
    private final List<Finding> findings;

    ShopCheck(Evidence evidence, List<Finding> findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void run() {
        Map<String, List<BigDecimal>> certain = new HashMap<>();
        Map<String, List<BigDecimal>> uncertain = new HashMap<>();
        for (JournalRecord journal : evidence.journals().values()) {
            for (JournalRecord.Call call : journal.calls.values()) {
                if (!call.tool().equals(REFUND) || !call.allowed()) {
                    continue;
                }
                String order = call.with().getString("number");
                BigDecimal amount = JournalRecord.amount(call.with().getValue("amount"));
                if (journal.succeeded(call)) {
                    certain.computeIfAbsent(order, key -> new ArrayList<>()).add(amount);
                } else if (journal.isUncertain(call)) {
                    uncertain.computeIfAbsent(order, key -> new ArrayList<>()).add(amount);
                }
            }
        }
        evidence.refunds()
                .forEach((order, booked) -> compare(
                        order,
                        booked,
                        certain.getOrDefault(order, List.of()),
                        uncertain.getOrDefault(order, List.of())));
    }

    private void compare(String order, List<BigDecimal> booked, List<BigDecimal> certain, List<BigDecimal> uncertain) {
        List<BigDecimal> unexplained = new ArrayList<>(booked);
        for (BigDecimal amount : certain) {
            if (!unexplained.remove(amount)) {
                findings.add(new Finding("refund booked", order, amount + " succeeded but the shop doesn't have it"));
            }
        }
        // asked for, and nobody has told us whether it was done
        uncertain.forEach(unexplained::remove);
        for (BigDecimal amount : unexplained) {
            findings.add(new Finding("refund allowed", order, amount + " was booked and no journal wanted it"));
        }
    }
}
