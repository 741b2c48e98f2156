package io.holdfast.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The settings of a module, read from the source of its {@code @ConfigMapping} interfaces with their Javadoc. */
final class ConfigMappings {

    private static final Pattern MAP = Pattern.compile("Map<String, (\\w+)>");
    private static final Pattern OPTIONAL = Pattern.compile("Optional<(.+)>|Optional(Int|Long|Double)");

    /** Its interfaces are extended by the settings of several modules. */
    private static final Path SHARED = Checkout.module("postgres-tools");

    private record Method(String name, String type, Optional<String> fallback, boolean parent, String meaning) {}

    private final Map<String, List<Method>> interfaces = new HashMap<>();
    private final Map<String, String> prefixes = new HashMap<>();
    private final Map<String, String> ofInterfaces = new HashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private final SettingTypes types;

    ConfigMappings(Path module) {
        types = new SettingTypes(module);
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
        List<Path> sources = Stream.of(module, SHARED)
                .distinct()
                .flatMap(one -> Checkout.sources(one).stream())
                .filter(file -> Checkout.read(file).contains("interface "))
                .toList();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            Interfaces scanner = new Interfaces(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every setting, in the order of the source. */
    List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        prefixes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(mapping -> walk(mapping.getValue(), mapping.getKey(), settings));
        return settings;
    }

    private void walk(String prefix, String type, List<Setting> settings) {
        for (Method method : methods(type)) {
            String name = method.parent() ? prefix : prefix + "." + kebab(method.name());
            Matcher map = MAP.matcher(method.type());
            if (map.matches()) {
                String entry = name + "." + (method.name().equals("schedules") ? "<kind>" : "<id>");
                if (interfaces.containsKey(map.group(1))) {
                    walk(entry, map.group(1), settings);
                } else {
                    settings.add(new Setting(entry, types.of(map.group(1)), "–", method.meaning()));
                }
            } else if (interfaces.containsKey(method.type())) {
                walk(name, method.type(), settings);
            } else {
                String otherwise = OPTIONAL.matcher(method.type()).matches() ? "–" : "required";
                settings.add(new Setting(
                        name, types.of(method.type()), method.fallback().orElse(otherwise), meaning(type, method)));
            }
        }
    }

    /** The methods of the interface, followed by those of its parents. */
    private List<Method> methods(String type) {
        return Stream.concat(
                        Objects.requireNonNull(interfaces.get(type), type).stream(),
                        parents.getOrDefault(type, List.of()).stream().flatMap(parent -> methods(parent).stream()))
                .toList();
    }

    /** The Javadoc of the method. If no method of the group has Javadoc, that of the interface. */
    private String meaning(String type, Method method) {
        boolean asAWhole = methods(type).stream().allMatch(one -> one.meaning().isEmpty());
        return asAWhole ? ofInterfaces.getOrDefault(type, "") : method.meaning();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private final class Interfaces extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees docs;

        Interfaces(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            if (type.getKind() == Tree.Kind.INTERFACE) {
                String name = type.getSimpleName().toString();
                argument(type.getModifiers(), "ConfigMapping").ifPresent(prefix -> prefixes.put(name, prefix));
                interfaces.putIfAbsent(name, new ArrayList<>());
                ofInterfaces.put(name, meaning());
                parents.put(
                        name,
                        type.getImplementsClause().stream().map(Tree::toString).toList());
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                    && type.getKind() == Tree.Kind.INTERFACE
                    && method.getParameters().isEmpty()
                    && method.getBody() == null
                    && method.getReturnType() != null) {
                List<Method> methods =
                        interfaces.computeIfAbsent(type.getSimpleName().toString(), missing -> new ArrayList<>());
                methods.add(new Method(
                        argument(method.getModifiers(), "WithName")
                                .orElse(method.getName().toString()),
                        method.getReturnType().toString().replaceAll(",\\s*", ", "),
                        argument(method.getModifiers(), "WithDefault"),
                        has(method.getModifiers(), "WithParentName"),
                        meaning()));
            }
            return super.visitMethod(method, null);
        }

        private String meaning() {
            DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
            return doc == null
                    ? ""
                    : doc.getFullBody().stream()
                            .map(Interfaces::plain)
                            .collect(Collectors.joining())
                            .strip()
                            .replaceAll("\\s+", " ");
        }

        private static String plain(DocTree part) {
            if (part instanceof LiteralTree literal) {
                return "`" + literal.getBody().getBody() + "`";
            }
            if (part instanceof LinkTree link) {
                String target = link.getReference().getSignature();
                return "`" + kebab(target.substring(target.indexOf('#') + 1).replace("()", "")) + "`";
            }
            return part instanceof StartElementTree ? " " : part.toString();
        }
    }

    private static boolean has(ModifiersTree modifiers, String annotation) {
        return modifiers.getAnnotations().stream()
                .anyMatch(one -> one.getAnnotationType().toString().equals(annotation));
    }

    private static Optional<String> argument(ModifiersTree modifiers, String annotation) {
        return modifiers.getAnnotations().stream()
                .filter(one -> one.getAnnotationType().toString().equals(annotation))
                .flatMap(one -> one.getArguments().stream())
                .map(ConfigMappings::text)
                .findFirst();
    }

    private static String text(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree named ? named.getExpression() : argument;
        return value instanceof com.sun.source.tree.LiteralTree literal
                ? String.valueOf(literal.getValue())
                : value.toString();
    }
}
