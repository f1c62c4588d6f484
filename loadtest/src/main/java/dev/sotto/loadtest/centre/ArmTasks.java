package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.server.DemoShop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The two arms' task folders. <em>Consult</em> is the demo shop's own, with another shop's address. <em>Escalate</em> is that folder
 * with a transfer put before every consult, under the consult's own condition; what stands behind a transfer that is always reached
 * is cut off, because nobody comes there. So both arms stop at the same points for the same callers, by construction.
 *
 * <p>A consult whose condition doesn't hold is the shop's rule granting a small refund by itself: it stays, in both arms. The
 * gateway checks the folder when it starts and refuses one that isn't right.
 */
final class ArmTasks {
    private static final String SHOP = "\"${shop}\"";
    private static final Pattern CONSULT = Pattern.compile("( *)- consult: *(\\S+) *");
    private static final String PUTTING_THROUGH = "I'm putting you through to a colleague who can decide that.";

    private ArmTasks() {}

    /** The demo shop's folder, of which both arms are made, copied to {@code to} with the shop's systems at {@code shop}. */
    static void consult(Path to, URI shop) throws IOException {
        DemoShop.copyTo(to, UnaryOperator.identity());
        Path tools = to.resolve("tools.yaml");
        Files.writeString(tools, Files.readString(tools).replace(SHOP, "\"" + shop + "\""));
    }

    /** The same with transfers to {@code people}, a SIP address. */
    static void escalate(Path to, URI shop, String people) throws IOException {
        consult(to, shop);
        try (Stream<Path> tasks = Files.list(to.resolve("tasks"))) {
            for (Path task : tasks.sorted().toList()) {
                List<String> lines = Files.readAllLines(task);
                String name = task.getFileName().toString().replace(".yaml", "");
                Files.write(task, transferring(lines, name, people));
            }
        }
    }

    /** One file's lines, with a transfer before each consult. */
    static List<String> transferring(List<String> lines, String task, String people) {
        List<String> out = new ArrayList<>(lines.size() + 16);
        int line = 0;
        while (line < lines.size()) {
            Matcher consult = CONSULT.matcher(lines.get(line));
            if (!consult.matches()) {
                out.add(lines.get(line++));
                continue;
            }
            int indent = consult.group(1).length();
            int end = endOf(lines, line, indent + 1);
            String condition = condition(lines.subList(line, end), indent);
            out.addAll(transfer(consult.group(1), condition, task, consult.group(2), people, lines));
            if (condition.isEmpty()) {
                line = endOf(lines, line, indent);
            } else {
                out.addAll(lines.subList(line, end));
                line = end;
            }
        }
        return out;
    }

    private static List<String> transfer(
            String indent, String condition, String task, String point, String people, List<String> file) {
        List<String> lines = new ArrayList<>();
        lines.add(indent + "- transfer: \"" + people + "\"");
        if (!condition.isEmpty()) {
            lines.add(indent + "  " + condition);
        }
        lines.add(indent + "  say: \"" + PUTTING_THROUGH + "\"");
        lines.add(indent + "  with:");
        lines.add(indent + "    X-Intent: \"" + task + "\"");
        lines.add(indent + "    X-Point: \"" + point + "\"");
        lines.add(indent + "    X-Conversation: \"{{call.call_id}}\"");
        if (file.stream().anyMatch(line -> line.contains("orders.lookup"))) {
            lines.add(indent + "    X-Order: \"{{order_number}}\"");
            lines.add(indent + "    X-Items: \"{{order.items}}\"");
            lines.add(indent + "    X-Total: \"{{order.total | money}}\"");
            lines.add(indent + "    X-Delivered: \"{{order.delivered_on | date}}\"");
        }
        return lines;
    }

    /** The consult's own {@code if}, or nothing. */
    private static String condition(List<String> block, int indent) {
        Pattern own = Pattern.compile(" {" + (indent + 2) + "}(if: .*)");
        return block.stream()
                .map(own::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }

    /** The first line behind {@code from} that is indented less than {@code least}. */
    private static int endOf(List<String> lines, int from, int least) {
        int end = from + 1;
        while (end < lines.size() && (lines.get(end).isBlank() || indentOf(lines.get(end)) >= least)) {
            end++;
        }
        return end;
    }

    private static int indentOf(String line) {
        return line.length() - line.stripLeading().length();
    }
}
