package dev.sotto.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The list {@code sip.trunks}; what is wrong becomes a problem with the path of its key. */
final class TrunkReader {
    private static final List<String> KEYS = List.of(
            "name",
            "addresses",
            "user",
            "password",
            "server",
            "transport",
            "proxy",
            "our_user",
            "our_password",
            "register",
            "numbers",
            "task",
            "outgoing",
            "codecs",
            "max_calls",
            "caller_id",
            "headers",
            "trusted",
            "ping");
    private static final List<String> REGISTER_KEYS =
            List.of("server", "transport", "proxy", "user", "login", "password", "expires", "contact", "keep_alive");
    private static final List<String> TRANSPORTS = List.of("auto", "udp", "tcp", "tls");
    private static final List<String> CODECS = List.of("pcmu", "pcma", "g722", "opus", "l16");
    private static final String SERVERS = "a host, host:port or sip:host:port";
    private static final Pattern V4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]{2,39}");
    private static final Pattern SERVER = Pattern.compile("(sips?:)?[A-Za-z0-9.\\-\\[\\]:]{1,255}(;\\S*)?");
    private static final Pattern NUMBER = Pattern.compile("[+\\w.#~-]{1,64}\\*?|\\*");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
    private static final Pattern USER = Pattern.compile("[^\\s\"\\\\,:@<>]{1,128}");
    /** What a header of the settings may not change. */
    private static final Set<String> OURS = Set.of(
            "via",
            "from",
            "to",
            "call-id",
            "cseq",
            "contact",
            "content-length",
            "content-type",
            "max-forwards",
            "route",
            "record-route",
            "authorization",
            "proxy-authorization",
            "require",
            "supported",
            "allow");

    private final String path;
    private final List<String> problems;
    private final List<TrunkSettings> trunks = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> users = new HashSet<>();

    TrunkReader(String path, List<String> problems) {
        this.path = path;
        this.problems = problems;
    }

    List<TrunkSettings> read(Object value) {
        if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                String at = path + "[" + index + "]";
                if (list.get(index) instanceof Map<?, ?> map) {
                    trunks.add(trunk(new MapItem(at, map, problems).only(KEYS)));
                } else {
                    problems.add(at + " must be {name, addresses, user, password, register, numbers, ...}");
                }
            }
        } else if (!"".equals(value)) {
            problems.add(path + " must be a list of {name, addresses, user, password, register, numbers, ...}");
        }
        return trunks;
    }

    private TrunkSettings trunk(MapItem item) {
        Optional<TrunkSettings.Registration> register = register(item);
        TrunkSettings trunk = new TrunkSettings(
                item.text("name", ""),
                item.texts("addresses", TrunkReader::isAddress, "addresses such as 192.0.2.7 or 2001:db8::/32"),
                item.text("user", "", USER.asMatchPredicate(), "a user name without blanks, quotes, : and @"),
                item.secret("password"),
                item.text(
                        "server",
                        register.map(TrunkSettings.Registration::server).orElse(""),
                        this::isServer,
                        SERVERS),
                transport(
                        item,
                        register.map(TrunkSettings.Registration::transport).orElse("auto")),
                item.text(
                        "proxy", register.map(TrunkSettings.Registration::proxy).orElse(""), this::isServer, SERVERS),
                item.text(
                        "our_user",
                        register.map(TrunkSettings.Registration::login).orElse("")),
                item.has("our_password")
                        ? item.secret("our_password")
                        : register.map(TrunkSettings.Registration::password).orElse(new Secret("")),
                register,
                item.pairs("numbers", NUMBER.asMatchPredicate(), "a number such as +49301234567 or +49301234*: task"),
                item.text("task", ""),
                item.texts("outgoing", NUMBER.asMatchPredicate(), "beginnings of numbers such as +49*"),
                item.texts("codecs", CODECS::contains, "of " + String.join(", ", CODECS)),
                item.number("max_calls", 100_000, 1, 100_000),
                item.text("caller_id", ""),
                headers(item),
                item.flag("trusted"),
                item.duration("ping", "0s", Duration.ZERO, Duration.ofHours(1)));
        check(item, trunk);
        return trunk;
    }

    private boolean isServer(String text) {
        return SERVER.matcher(text).matches();
    }

    /** A literal address with or without a prefix length; names are never looked up here. */
    private static boolean isAddress(String text) {
        String[] parts = text.split("/", -1);
        boolean v4 = V4.matcher(parts[0]).matches();
        if (parts.length > 2 || !v4 && !isV6(parts[0])) {
            return false;
        }
        return parts.length == 1 || parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= (v4 ? 32 : 128);
    }

    private static boolean isV6(String text) {
        try {
            return V6.matcher(text).matches() && InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String transport(MapItem item, String otherwise) {
        return item.text("transport", otherwise, TRANSPORTS::contains, "one of " + String.join(", ", TRANSPORTS));
    }

    private Map<String, String> headers(MapItem item) {
        Map<String, String> headers = item.pairs(
                "headers",
                name -> HEADER.matcher(name).matches() && !OURS.contains(name.toLowerCase(Locale.ROOT)),
                "a header such as X-Tenant: acme that is not one of the protocol's own");
        headers.forEach((name, value) -> {
            if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                item.problem("headers." + name, "must be one line");
            }
        });
        return headers;
    }

    private Optional<TrunkSettings.Registration> register(MapItem trunk) {
        Object value = trunk.value("register");
        if (!(value instanceof Map<?, ?> map)) {
            if (!"".equals(value)) {
                trunk.problem("register", "must be {server, user, password, expires}");
            }
            return Optional.empty();
        }
        MapItem item = new MapItem(trunk.path() + ".register", map, problems).only(REGISTER_KEYS);
        String user = item.text("user", trunk.text("our_user", ""), USER.asMatchPredicate(), "a user name");
        String server = item.text("server", trunk.text("server", ""), this::isServer, SERVERS);
        if (user.isEmpty()) {
            item.problem("user", "is missing: which account is to be registered?");
        }
        if (server.isEmpty()) {
            item.problem("server", "is missing: with whom?");
        }
        return Optional.of(new TrunkSettings.Registration(
                server,
                transport(item, transport(trunk, "auto")),
                item.text("proxy", trunk.text("proxy", ""), this::isServer, SERVERS),
                user,
                item.text("login", user),
                item.has("password") ? item.secret("password") : trunk.secret("our_password"),
                item.duration("expires", "300s", Duration.ofSeconds(10), Duration.ofDays(1)),
                item.text("contact", user, USER.asMatchPredicate(), "a user part"),
                item.duration("keep_alive", "25s", Duration.ZERO, Duration.ofMinutes(10))));
    }

    private void check(MapItem item, TrunkSettings trunk) {
        if (!trunk.name().matches("[a-z][a-z0-9_-]{0,31}")) {
            item.problem("name", "must be lower case letters, digits, _ and -, is '" + trunk.name() + "'");
        } else if (!names.add(trunk.name())) {
            item.problem("name", "is '" + trunk.name() + "', as that of another trunk");
        }
        if (!trunk.user().isEmpty() && trunk.password().value().length() < 8) {
            item.problem("password", "must have at least 8 characters");
        }
        if (!trunk.user().isEmpty() && !users.add(trunk.user())) {
            item.problem("user", "is '" + trunk.user() + "', as that of another trunk");
        }
        if (trunk.user().isEmpty() && !trunk.password().isEmpty()) {
            item.problem("user", "is missing beside its password");
        }
        if (trunk.addresses().isEmpty()
                && trunk.user().isEmpty()
                && trunk.server().isEmpty()) {
            item.problem("addresses", "is missing, and so is user: nothing says who this trunk is");
        }
        if (!trunk.ping().isZero() && trunk.server().isEmpty()) {
            item.problem("ping", "needs a server");
        }
    }
}
