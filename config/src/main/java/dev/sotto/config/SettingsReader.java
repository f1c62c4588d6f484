package dev.sotto.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Typed values out of flat ones; a wrong one becomes a problem that names its key, and a harmless stand-in. */
final class SettingsReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final List<String> CODECS = List.of("PCMU", "PCMA", "G722", "OPUS", "L16", "CN");
    private static final List<Settings.Person> DEMO_PEOPLE =
            List.of(person("ada", "agent"), person("ben", "agent"), person("sue", "supervisor"));

    private final Map<String, Object> values;
    private final List<String> problems;

    SettingsReader(Map<String, Object> values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    Settings read() {
        Settings.Http http = new Settings.Http(
                text("http.host"),
                number("http.port", 0, 65_535),
                text("http.chat_origins"),
                number("http.max_connections", 10, 1_000_000),
                number("http.requests_per_second", 0, 1_000_000));
        List<Settings.Person> agents = agents();
        boolean demo = demo(http.host(), agents);
        return new Settings(
                http,
                sip(),
                trunks(),
                new Settings.InCall(duration("in_call.max_hold"), text("in_call.transfer_targets")),
                new Settings.Rtp(
                        value("rtp.ports", PortRange::parse, new PortRange(20_000, 29_999)),
                        duration("rtp.timeout"),
                        oneOf("rtp.srtp", List.of("optional", "off", "required")),
                        value("rtp.codecs", SettingsReader::codecs, "PCMU PCMA")),
                new SpeechReader(this, this::problem).read(workers()),
                recording(),
                Path.of(text("data")).toAbsolutePath().normalize(),
                new Secret(text("database.url")),
                new Secret(text("api.key")),
                new Settings.Demo(demo, new Secret(text("demo.password"))),
                text("tasks"),
                assistant(),
                new Settings.Chat(duration("chat.grace"), number("chat.max", 1, 20_000)),
                new Settings.Memory(
                        number("memory.rule_after", 2, 1_000),
                        days("memory.rule_life"),
                        number("memory.sample", 2, 1_000),
                        days("memory.keep")),
                desk(),
                CallsReader.read(this),
                demo && agents.isEmpty() ? DEMO_PEOPLE : agents,
                oneOf("log.format", List.of("text", "json")));
    }

    private Settings.Recording recording() {
        boolean enabled = Boolean.parseBoolean(oneOf("recording.enabled", List.of("false", "true")));
        return new Settings.Recording(enabled, text("recording.consent"), days("recording.keep"));
    }

    private Settings.Trunks trunks() {
        String open = oneOf("sip.open", List.of("auto", "true", "false"));
        return new Settings.Trunks(
                open.equals("auto") ? Settings.loopback(text("sip.host")) : open.equals("true"),
                text("sip.realm"),
                number("sip.requests_per_second", 0, 100_000),
                new TrunkReader("sip.trunks", problems).read(values.getOrDefault("sip.trunks", List.of())));
    }

    private Settings.Sip sip() {
        return new Settings.Sip(
                text("sip.host"),
                number("sip.port", 0, 65_535),
                text("sip.advertise"),
                number("sip.max_calls", 1, 100_000),
                number("sip.loops", 1, 64),
                sipTls(),
                new Settings.SipWebSocket(
                        text("sip.ws.port").equals("none") ? -1 : number("sip.ws.port", 0, 65_535),
                        text("sip.ws.origins")),
                new Settings.SipConnections(
                        number("sip.connections.max", 1, 1_000_000),
                        number("sip.connections.per_address", 1, 1_000_000),
                        duration("sip.connections.idle")),
                text("sip.dns"));
    }

    private Settings.SipTls sipTls() {
        String certificate = text("sip.tls.certificate");
        String key = text("sip.tls.key");
        if (certificate.isEmpty() != key.isEmpty()) {
            problems.add("sip.tls.certificate and sip.tls.key: set both or none");
        }
        return new Settings.SipTls(
                number("sip.tls.port", 0, 65_535),
                certificate,
                certificate.isEmpty() ? "" : key,
                text("sip.tls.trust"),
                oneOf("sip.tls.clients", List.of("none", "request", "require")));
    }

    private Settings.Desk desk() {
        return new Settings.Desk(
                duration("desk.wrap_up"),
                duration("desk.reconnect_grace"),
                number("desk.attention_in_a_row", 0, 1_000),
                duration("desk.attention_within"),
                duration("desk.attention_pause"),
                number("desk.checks_per_hundred", 0, 100));
    }

    private Settings.Assistant assistant() {
        String kind = oneOf("assistant.kind", List.of("local", "model"));
        Settings.Model model = new Settings.Model(
                text("assistant.model.url"),
                new Secret(text("assistant.model.key")),
                text("assistant.model.name"),
                duration("assistant.model.timeout"),
                duration("assistant.model.idle_timeout"),
                duration("assistant.model.total_timeout"),
                duration("assistant.model.hedge_after"),
                number("assistant.model.retries", 0, 10),
                number("assistant.model.max_tokens", 16, 100_000),
                duration("assistant.model.slow_after"));
        if (kind.equals("model") && !model.url().matches("https?://[^\\s/]+\\S*")) {
            problems.add("assistant.model.url (or SOTTO_ASSISTANT_MODEL_URL): must be an http or https address, is '"
                    + model.url() + "'");
        }
        if (kind.equals("model") && model.name().isEmpty()) {
            problems.add("assistant.model.name (or SOTTO_ASSISTANT_MODEL_NAME): which model is to be asked?");
        }
        return new Settings.Assistant(kind, model);
    }

    private boolean demo(String host, List<Settings.Person> agents) {
        String wanted = oneOf("demo.enabled", List.of("auto", "true", "false"));
        boolean loopback = Settings.loopback(host);
        boolean demo = wanted.equals("auto") ? loopback && agents.isEmpty() : Boolean.parseBoolean(wanted);
        if (agents.isEmpty() && !demo) {
            problems.add("agents: nobody could sign in; HTTP on " + host
                    + " needs agents in the settings (the demo's are for loopback only)");
        }
        return demo;
    }

    void problem(String key, String wrong) {
        problems.add(key + " (or " + SettingsLoader.environmentName(key) + "): " + wrong);
    }

    private int workers() {
        int set = number("speech.workers", 0, 256);
        return set == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors()) : set;
    }

    private List<Settings.Person> agents() {
        List<Settings.Person> people = new ArrayList<>();
        if (values.get("agents") instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                agent("agents[" + index + "]", list.get(index), people);
            }
        } else if (!text("agents").isEmpty()) {
            problems.add("agents must be a list of {name, password, role, skills}");
        }
        return people;
    }

    private void agent(String path, Object item, List<Settings.Person> people) {
        if (!(item instanceof Map<?, ?> map)) {
            problems.add(path + " must be {name, password, role, skills}");
            return;
        }
        String name = field(map, "name");
        String password = field(map, "password");
        String role = map.containsKey("role") ? field(map, "role") : "agent";
        if (!name.matches("[a-z][a-z0-9._-]{0,31}")) {
            problems.add(path + ".name must be lower case letters, digits and ._-, is '" + name + "'");
        } else if (password.length() < 8) {
            problems.add(path + ".password must have at least 8 characters");
        } else if (!List.of("agent", "supervisor").contains(role)) {
            problems.add(path + ".role must be agent or supervisor, is '" + role + "'");
        } else {
            people.add(new Settings.Person(name, new Secret(password), role, skills(path, map)));
        }
        map.keySet().stream()
                .filter(key -> !List.of("name", "password", "role", "skills").contains(String.valueOf(key)))
                .forEach(key -> problems.add(path + "." + key + " is no setting"));
    }

    private Map<String, Integer> skills(String path, Map<?, ?> person) {
        var skills = new SkillList(path + ".skills", problems);
        if (person.get("skills") instanceof List<?> list) {
            list.forEach(skills::add);
        }
        return skills.levels();
    }

    private static String field(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    private static Settings.Person person(String name, String role) {
        return new Settings.Person(name, new Secret(""), role, Map.of());
    }

    String text(String key) {
        return String.valueOf(values.getOrDefault(key, "")).strip();
    }

    String oneOf(String key, List<String> allowed) {
        return value(
                key,
                text -> {
                    if (!allowed.contains(text)) {
                        throw new IllegalArgumentException("must be one of " + String.join(", ", allowed));
                    }
                    return text;
                },
                allowed.get(0));
    }

    int number(String key, int from, int to) {
        return value(
                key,
                text -> {
                    int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
                    if (number < from || number > to) {
                        throw new IllegalArgumentException("must be a whole number from " + from + " to " + to);
                    }
                    return number;
                },
                from);
    }

    Duration duration(String key) {
        return value(key, SettingsReader::parseDuration, Duration.ofSeconds(1));
    }

    /** From an hour to ten years. */
    private Duration days(String key) {
        return value(
                key,
                text -> {
                    Duration time = parseDuration(text);
                    if (time.toHours() < 1 || time.toDays() > 3_650) {
                        throw new IllegalArgumentException("must be from 1h to 3650d");
                    }
                    return time;
                },
                Duration.ofDays(1));
    }

    /** {@code media.sdp} reads it again, and says more of what it means. */
    private static String codecs(String text) {
        String[] names = text.toUpperCase(Locale.ROOT).split("[\\s,]+");
        boolean sound = false;
        for (String name : names) {
            if (!CODECS.contains(name)) {
                throw new IllegalArgumentException("must be some of " + String.join(", ", CODECS));
            }
            sound |= !name.equals("CN");
        }
        if (!sound) {
            throw new IllegalArgumentException("must name a sound format");
        }
        return text;
    }

    static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a time such as 500ms, 30s, 10m, 2h or 90d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private <T> T value(String key, Function<String, T> read, T otherwise) {
        String text = text(key);
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            problems.add(key + " (or " + SettingsLoader.environmentName(key) + "): " + e.getMessage() + ", is '" + text
                    + "'");
            return otherwise;
        }
    }
}
