package io.holdfast.events.codec;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The Javadoc of the messages, which is copied into the schemas. */
final class JavadocDescriptions {

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "holdfast", "events");

    /** Keys: simple name of the type, or type and component or constant: {@code BackupCopyRecord}, {@code BackupCopyRecord.bytes}. */
    private final Map<String, String> words = new HashMap<>();

    JavadocDescriptions() {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = Documents.in(SOURCES).stream()
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            Scanner scanner = new Scanner(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> about(Class<?> type) {
        return Optional.ofNullable(words.get(type.getSimpleName()));
    }

    Optional<String> about(Class<?> type, String member) {
        return Optional.ofNullable(words.get(type.getSimpleName() + "." + member));
    }

    private final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees docs;

        Scanner(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
            String name = type.getSimpleName().toString();
            if (doc != null) {
                keep(name, doc.getFullBody());
                for (DocTree tag : doc.getBlockTags()) {
                    if (tag instanceof ParamTree param) {
                        keep(name + "." + param.getName(), param.getDescription());
                    }
                }
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Void unused) {
            DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
            Tree owner = getCurrentPath().getParentPath().getLeaf();
            if (doc != null && owner instanceof ClassTree type) {
                keep(type.getSimpleName() + "." + field.getName(), doc.getFullBody());
            }
            return super.visitVariable(field, null);
        }

        private void keep(String name, List<? extends DocTree> doc) {
            String text = doc.stream().map(this::plain).collect(Collectors.joining());
            if (!text.isBlank()) {
                words.put(name, text.strip().replaceAll("\\s+", " ").replaceAll(" \\(design \\d\\)", ""));
            }
        }

        private String plain(DocTree part) {
            if (part instanceof LiteralTree literal) {
                return literal.getBody().getBody();
            }
            if (part instanceof LinkTree link) {
                return link.getReference().getSignature().replace('#', '.');
            }
            return part instanceof StartElementTree || part instanceof EndElementTree ? " " : part.toString();
        }
    }
}
