'use strict';
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  document.documentElement.classList.add('scripts');

  // Hides arms. What is stacked moves up, and the drawing ends below it.
  const boxes = all('input[name=arm]');
  const shown = document.getElementById('shown');
  const restack = (stack) => {
    const { columns, row, top } = stack.dataset;
    const svg = stack.ownerSVGElement;
    const groups = [...stack.children].filter((group) => !group.hasAttribute('hidden'));
    groups.forEach((group, index) => {
      const x = (index % columns) * svg.viewBox.baseVal.width / columns;
      const y = Number(top) + Math.floor(index / columns) * row;
      group.setAttribute('transform', `translate(${x} ${y})`);
    });
    svg.viewBox.baseVal.height = Number(top) + Math.ceil(groups.length / columns) * row + 4;
  };
  const filter = () => {
    const hidden = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    all('[data-arm]').forEach((part) => part.toggleAttribute('hidden', hidden.has(part.dataset.arm)));
    all('.stack').forEach(restack);
    shown.textContent = hidden.size === 0 ? 'all' : `${boxes.length - hidden.size} of ${boxes.length}`;
  };
  boxes.forEach((box) => box.addEventListener('change', filter));
  all('[data-choose]').forEach((button) => button.addEventListener('click', () => {
    boxes.forEach((box) => { box.checked = button.dataset.choose === 'all' || 'ours' in box.dataset; });
    filter();
  }));

  if (matchMedia('(max-width: 640px)').matches) {
    all('.filter').forEach((choice) => { choice.open = false; });
  }

  // Saves a chart, numbers, or raw data.
  const save = (blob, name) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const csv = (part) => all('tr', part)
    .filter((row) => !row.hasAttribute('hidden'))
    .map((row) => [...row.cells].map((cell) => {
      const text = cell.dataset.exact ?? cell.textContent;
      return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    }).join(',') + '\r\n').join('');
  const create = (name, attributes, text = '') => {
    const element = document.createElementNS(document.querySelector('svg').namespaceURI, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.textContent = text;
    return element;
  };
  const drawing = (figure) => {
    const svg = figure.querySelector('svg').cloneNode(true);
    const { width, height } = svg.viewBox.baseVal;
    const head = 26;
    all('[hidden]', svg).forEach((part) => part.remove());
    svg.setAttribute('viewBox', `0 ${-head} ${width} ${height + head}`);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height + head);
    svg.prepend(
      create('style', {}, document.getElementById('chart-style').textContent),
      create('rect', { y: -head, width, height: height + head, fill: 'var(--card)' }),
      create('text', { x: 4, y: -10, 'font-weight': 600 }, figure.querySelector('figcaption').textContent));
    return { text: new XMLSerializer().serializeToString(svg), width, height: height + head };
  };
  const png = ({ text, width, height }, done) => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement('canvas');
      const scale = 3;
      canvas.width = width * scale;
      canvas.height = height * scale;
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(done);
    };
    image.src = 'data:image/svg+xml,' + encodeURIComponent(text);
  };
  document.addEventListener('click', ({ target }) => {
    const kind = target.dataset?.save;
    const part = target.closest('[data-name]');
    const name = part?.dataset.name;
    if (kind === 'CSV') {
      save(new Blob([csv(part)], { type: 'text/csv' }), name + '.csv');
    } else if (kind === 'SVG') {
      save(new Blob([drawing(part).text], { type: 'image/svg+xml' }), name + '.svg');
    } else if (kind === 'PNG') {
      png(drawing(part), (blob) => save(blob, name + '.png'));
    } else if (kind === 'text') {
      const file = target.closest('details').querySelector('pre');
      save(new Blob([file.textContent + '\n'], { type: 'application/json' }), file.dataset.file);
    }
  });
})();
