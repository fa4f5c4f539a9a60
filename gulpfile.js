// Puts optimised copies of the icons over the plain ones that n8n's build leaves in dist/.
const { src, dest } = require('gulp');
const svgmin = require('gulp-svgmin');

/** Icons keep their viewBox: n8n scales them, and without it they would be cut off. */
const icons = () =>
	src('{icons,nodes,credentials}/**/*.svg', { base: '.' })
		.pipe(
			svgmin({
				multipass: true,
				plugins: [{ name: 'preset-default', params: { overrides: { removeViewBox: false } } }],
			}),
		)
		.pipe(dest('dist'));

exports.icons = icons;
exports.default = icons;
